"""How the site writes dates where Django's own form does not suit."""
