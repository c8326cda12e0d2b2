// Small comforts. Every page works without them.
(() => {
  // After a failed form, the reader starts at the list of what to mend.
  document.querySelector("[data-focus]")?.focus();

  // The person's menu closes on Escape and when focus goes elsewhere.
  for (const menu of document.querySelectorAll(".me details")) {
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); }
    });
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  }

  // Words counted while one writes.
  const count = (field) => {
    const place = document.getElementById(field.dataset.wordsIn);
    const words = field.value.trim() ? field.value.trim().split(/\s+/).length : 0;
    if (place) place.textContent = `${words} of ${field.dataset.words} words`;
  };
  for (const field of document.querySelectorAll("[data-words]")) {
    field.addEventListener("input", () => count(field));
    count(field);
  }

  // "Not saved" is said as soon as something is typed, until the server says otherwise.
  document.addEventListener("input", (event) => {
    const place = document.getElementById(event.target.dataset?.savedIn || "");
    if (place) place.textContent = "Not saved yet";
  });
  document.addEventListener("htmx:sendError", (event) => {
    const place = document.getElementById(event.detail.elt.dataset?.savedIn || "");
    if (place) place.textContent = "No connection. Your text is still here; it is sent again when you type or save.";
  });

  // A grave button asks in a dialog; Escape closes it and focus goes back, as browsers do by themselves.
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (!dialog?.showModal) return;
    event.preventDefault();
    dialog.showModal();
  });

  // Print buttons; hidden where there are no scripts.
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
