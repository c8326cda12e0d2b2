// Live pages of a PLC. The socket only says that something changed; what changed is asked for over HTTP.
(() => {
  const list = document.querySelector("[data-live]");
  if (!list) return;
  const say = document.querySelector("[data-live-say]");
  const paused = document.querySelector("[data-live-paused]");
  const here = document.querySelector("[data-live-here]");
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  let seen = Number(list.dataset.changes || 0), asking = false, again = false, wait = 1000, isOut = false, noting = 0;

  const parse = (text) => new DOMParser().parseFromString(text, "text/html");
  const setPaused = (is) => { if (paused) paused.hidden = !is; };

  const put = (post) => {
    const known = document.getElementById(post.id);
    if (known && Number(known.dataset.change) >= Number(post.dataset.change)) return false;
    if (known) { known.replaceWith(post); return false; }
    if ("earlier" in list.dataset) return true;
    const next = [...list.children].find((each) => Number(each.dataset.post) > Number(post.dataset.post));
    list.insertBefore(post, next || null);
    return true;
  };

  const take = (found) => {
    for (const number of found.dataset.gone.split(" ").filter(Boolean)) document.getElementById(`post-${number}`)?.remove();
    const fresh = [...found.children].filter(put);
    seen = Math.max(seen, Number(found.dataset.changes));
    if (!fresh.length) return;
    if (say) say.textContent = fresh.length === 1 ? "One new post." : `${fresh.length} new posts.`;
    noteReadSoon();
  };

  const swapList = async () => {
    const answer = await fetch(location.href, { headers: { "X-Live": "1" } });
    const found = answer.ok && parse(await answer.text()).getElementById(list.id);
    if (found && found.innerHTML !== list.innerHTML) {
      list.innerHTML = found.innerHTML;
      if (say) say.textContent = "The list of threads has changed.";
    }
  };

  const ask = async () => {
    if (asking) { again = true; return; }
    asking = true;
    try {
      if (!list.dataset.changesAt) { await swapList(); return; }
      const answer = await fetch(`${list.dataset.changesAt}?after=${seen}`, { headers: { "X-Live": "1" } });
      if (answer.ok && !answer.redirected) take(parse(await answer.text()).querySelector("ol"));
    } catch { setPaused(true); } finally {
      asking = false;
      if (again) { again = false; ask(); }
    }
  };

  // What is read is noted once the words are there: when many read at once, they come first.
  const noteReadSoon = () => { noting ||= setTimeout(noteRead, 1000 + Math.random() * 2000); };
  const noteRead = () => {
    clearTimeout(noting);
    noting = 0;
    const last = list.lastElementChild?.dataset.post;
    if (!list.dataset.readAt || !last || document.hidden || "earlier" in list.dataset) return;
    fetch(list.dataset.readAt, { method: "POST", keepalive: true, headers: { "X-Live": "1", "X-CSRFToken": token },
      body: new URLSearchParams({ until: last }) }).catch(() => {});
  };

  const tell = (told) => {
    if (told.type === "news" && (!list.dataset.changesAt || told.changes > seen)) ask();
    if (told.type === "paused") setPaused(true);
    if (told.type === "live") { setPaused(false); ask(); }
    if (told.type === "presence" && here) {
      here.hidden = !told.others;
      here.textContent = told.others === 1 ? "One other is here." : `${told.others} others are here.`;
    }
  };

  const open = () => {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}${list.dataset.live}`);
    socket.onmessage = (event) => tell(JSON.parse(event.data));
    socket.onopen = () => { wait = 1000; };
    socket.onclose = (event) => {
      isOut = event.code === 4403;
      const out = document.querySelector("[data-live-out]");
      if (out) out.hidden = !isOut;
      setPaused(!isOut);
      if (isOut) { clearTimeout(noting); noting = 0; return; }
      setTimeout(open, wait + Math.random() * wait);
      wait = Math.min(wait * 2, 30000);
    };
  };

  addEventListener("pagehide", () => { if (noting) noteRead(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { ask(); noteReadSoon(); } });
  noteRead();
  open();
})();
