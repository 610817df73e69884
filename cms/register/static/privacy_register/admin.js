/* Printing from the sheet of an entry. Without this script, the browser's own menu prints it just as well. */
document.querySelectorAll("[data-privacy-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
