// A form with files shows how far it is. Without scripts it is sent as any other form.
(() => {
  const percent = (event) => (event.lengthComputable ? Math.round((100 * event.loaded) / event.total) : 0);

  const start = (form, box, pressed) => {
    const [bar, words, cancel] = ["progress", "[role=status]", "button"].map((chosen) => box.querySelector(chosen));
    const send = new XMLHttpRequest();
    let told = -1;
    const say = (text) => { words.textContent = text; };
    const stop = (text) => {
      form.removeAttribute("aria-busy");
      bar.hidden = true;
      cancel.hidden = true;
      say(text);
    };
    box.hidden = bar.hidden = cancel.hidden = false;
    bar.value = 0;
    form.setAttribute("aria-busy", "true");
    say("Sending the file.");
    cancel.onclick = () => send.abort();
    send.upload.onprogress = (event) => {
      bar.value = percent(event);
      // A quarter at a time is enough for somebody who listens.
      if (Math.floor(bar.value / 25) > told) {
        told = Math.floor(bar.value / 25);
        say(`${bar.value} percent sent.`);
      }
    };
    send.onabort = () => stop("Stopped. Press the button to send it again.");
    send.onerror = () => stop("The line was cut. Your file and your text are still here. Press the button to send it again.");
    send.onload = () => {
      const next = send.getResponseHeader("X-Location");
      if (send.status === 204 && next) { form.removeAttribute("aria-busy"); window.location.assign(next); return; }
      const page = new DOMParser().parseFromString(send.responseText, "text/html");
      const main = page.querySelector("main");
      if (!main) { stop("The portal could not take this. Press the button to send it again."); return; }
      document.title = page.title;
      document.querySelector("main").replaceWith(document.adoptNode(main));
      (document.querySelector("[data-focus]") || document.querySelector("main")).focus();
    };
    send.open("POST", form.action);
    send.setRequestHeader("X-Upload", "1");
    send.send(new FormData(form, pressed));
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const box = form.querySelector("[data-upload]");
    const files = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
    if (!box || !files) return;
    event.preventDefault();
    if (!form.hasAttribute("aria-busy")) start(form, box, event.submitter);
  });
})();
