/* The editor of an entry: panels that do not apply are hidden, and the checklist follows each save.
   Without this script all panels are shown, and the checklist is as it was when the page was opened. */
(() => {
  const form = document.getElementById("w-editor-form");
  if (!form) return;

  const holdsSomething = (panel) =>
    [...panel.querySelectorAll("input, select, textarea")].some((field) => {
      if (field.type === "hidden" || field.closest("template")) return false;
      return field.type === "checkbox" || field.type === "radio" ? field.checked : field.value.trim() !== "";
    });

  const update = () => {
    form.querySelectorAll("[data-privacy-when]").forEach((panel) => {
      const [name, value] = panel.dataset.privacyWhen.split("=");
      const asked = form.elements.namedItem(name);
      // What somebody has filled in is never hidden.
      panel.hidden = Boolean(asked) && asked.value !== value && !holdsSomething(panel);
    });
  };
  form.addEventListener("change", update);
  update();

  // A new entry has no key until Wagtail has saved it for the first time; the address of the checklist holds a 0 till then.
  const refresh = (event) => {
    const key = event.detail?.response?.pk;
    document.querySelectorAll("[data-privacy-checklist]").forEach(async (place) => {
      if (key) place.dataset.privacyChecklist = place.dataset.privacyChecklist.replace("/0/", `/${key}/`);
      const answer = await fetch(place.dataset.privacyChecklist, { credentials: "same-origin" });
      if (answer.ok) place.innerHTML = await answer.text();
    });
  };
  document.addEventListener("w-autosave:success", refresh);
})();
