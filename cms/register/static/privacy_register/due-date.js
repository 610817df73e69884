/* The example in the editor of a retention rule follows what is typed. Without this script it shows the stored rule. */
document.addEventListener("DOMContentLoaded", () => {
  const output = document.querySelector("[data-privacy-due-date]");
  const duration = document.getElementById("id_duration");
  const trigger = document.getElementById("id_trigger");
  if (!output || !duration || !trigger) return;
  let timer;
  const update = async () => {
    const query = new URLSearchParams({ duration: duration.value, trigger: trigger.value });
    const response = await fetch(`${output.dataset.privacyDueDate}?${query}`, { headers: { Accept: "application/json" } });
    if (response.ok) output.textContent = (await response.json()).example || "–";
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(update, 300);
  };
  duration.addEventListener("input", later);
  trigger.addEventListener("change", later);
});
