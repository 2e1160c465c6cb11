// The person's chat window: what is seen is kept in step with the sandbox, what the person does is sent to it.

import { element, messageElement, summary } from "/message.js";

const at = (id) => document.getElementById(id);
const messages = at("messages");
const state = {
  me: readWho(), since: 0, session: "", commands: [], reply: null, watching: null, typing: 0, toast: 0, follow: true, scrolled: 0,
};
const actions = { copy, reveal, sendText, setReply, tap, view };

// --- talking to the sandbox ---

async function post(path, fields) {
  const body = fields instanceof FormData ? fields : JSON.stringify({ ...state.me, ...fields });
  const headers = fields instanceof FormData ? {} : { "Content-Type": "application/json" };
  const response = await fetch(`/sandbox/${path}`, { method: "POST", headers, body });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.description);
  return answer;
}

async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(error instanceof TypeError ? "The sandbox cannot be reached." : error.message);
    return null;
  }
}

async function watch() {
  const watching = (state.watching = new AbortController());
  while (!watching.signal.aborted) {
    try {
      const query = new URLSearchParams({ chat: state.me.chat, since: state.since, timeout: 25 });
      const response = await fetch(`/sandbox/changes?${query}`, { signal: watching.signal });
      const news = await response.json();
      if (!watching.signal.aborted) show(news);
    } catch {
      if (watching.signal.aborted) return;
      at("status").textContent = "the sandbox is not running";
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

function restart() {
  state.watching?.abort();
  Object.assign(state, { since: 0, follow: true });
  messages.replaceChildren();
  setReply(null);
  watch();
}

function readWho() {
  const [user, name, chat] = at("who").value.split(",");
  return { user: Number(user), name, chat: Number(chat) };
}

// --- showing ---

function show(news) {
  if (state.session !== news.session) {
    const first = state.session === "";
    state.session = news.session;
    if (!first) return restart();
  }
  state.since = news.version;
  at("name").textContent = news.bot.first_name;
  at("status").textContent = news.bot.id ? "bot" : "waiting for the bot to start…";
  showCommands(news.commands);
  state.follow ||= news.messages.some((message) => message.from.id === state.me.user && !message.edit_date);
  news.messages.forEach(place);
  showTyping(news.action);
  at("empty").hidden = messages.childElementCount > 0;
  follow();
}

// Keeps the newest message in sight, also when pictures or the box for text grow, unless the person scrolled up.
function follow() {
  if (state.follow) at("chat").scrollTop = at("chat").scrollHeight;
}

function place(message) {
  const old = find(message.message_id);
  if (message.deleted) return old?.remove();
  const shown = messageElement(message, state.me, actions);
  if (old) old.replaceWith(shown);
  else messages.append(shown);
}

function find(id) {
  return messages.querySelector(`[data-message-id="${Number(id)}"]`);
}

function showTyping(action) {
  clearTimeout(state.typing);
  at("typing").hidden = !action;
  if (!action) return;
  at("status").textContent = action.action.startsWith("upload_") ? "sending a picture…" : "typing…";
  state.typing = setTimeout(() => {
    showTyping(null);
    at("status").textContent = "bot";
  }, action.seconds * 1000);
}

// --- acting ---

function reveal(id) {
  const found = find(id);
  found?.scrollIntoView({ block: "center", behavior: "smooth" });
  found?.animate([{ opacity: 1 }, { opacity: 0.4 }, { opacity: 1 }], 700);
}

async function tap(message, button, key) {
  key.classList.add("waiting");
  const answer = await attempt(() => post("taps", { message_id: message.message_id, button: button.callback_data ?? "" }));
  key.classList.remove("waiting");
  if (!answer) return;
  if (!answer.answered) toast("The bot did not answer.");
  else if (answer.show_alert) alertWith(answer.text);
  else if (answer.text) toast(answer.text);
}

async function sendText(text) {
  const reply_to = takeReply();
  await attempt(() => post("texts", { text, reply_to }));
}

async function sendFiles(files, kind) {
  const all = [...files];
  const pictures = kind === "photo" ? all.filter((file) => file.type.startsWith("image/")) : [];
  const others = all.filter((file) => !pictures.includes(file));
  const caption = takeText();
  const reply_to = takeReply();
  if (pictures.length) await upload(pictures, "photo", caption, reply_to);
  if (others.length) await upload(others, "document", pictures.length ? "" : caption, reply_to);
}

async function upload(files, kind, caption, reply_to) {
  const form = new FormData();
  Object.entries({ ...state.me, kind, caption }).forEach(([name, value]) => form.set(name, value));
  if (reply_to !== null) form.set("reply_to", reply_to);
  files.forEach((file) => form.append("file", file, file.name || "photo.png"));
  await attempt(() => post("media", form));
}

function takeText() {
  const text = at("text").value.trim();
  at("text").value = "";
  fitText();
  return text;
}

function takeReply() {
  const id = state.reply?.message_id ?? null;
  setReply(null);
  return id;
}

function setReply(message) {
  state.reply = message;
  at("quote").hidden = !message;
  if (!message) return;
  at("quote-name").textContent = `Reply to ${message.from.first_name}`;
  at("quote-text").textContent = summary(message);
  at("text").focus();
}

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    toast("Copied");
  } catch {
    toast("The browser does not let this page copy.");
  }
}

// --- menus, notes, pictures ---

function showCommands(commands) {
  if (JSON.stringify(commands) === JSON.stringify(state.commands)) return;
  state.commands = commands;
  at("slash").hidden = commands.length === 0;
  const list = commands.map(({ command, description }) => {
    const pick = () => {
      toggle("slash", "commands", false);
      at("text").value = "";
      sendText(`/${command}`);
    };
    return element("li", {}, element("button", { type: "button", onclick: pick }, element("b", { textContent: `/${command}` }), element("span", { textContent: description })));
  });
  at("commands").replaceChildren(...list);
}

function toggle(button, menu, open = at(menu).hidden) {
  at(menu).hidden = !open;
  at(button).setAttribute("aria-expanded", String(open));
}

function closeMenus() {
  toggle("slash", "commands", false);
  toggle("attach", "attach-menu", false);
}

function toast(words) {
  clearTimeout(state.toast);
  at("toast").textContent = words;
  at("toast").hidden = false;
  state.toast = setTimeout(() => (at("toast").hidden = true), 3500);
}

function alertWith(words) {
  at("alert-text").textContent = words;
  at("alert").showModal();
}

function view(address) {
  at("viewer").firstElementChild.src = address;
  at("viewer").showModal();
}

function fitText() {
  at("text").style.height = "auto";
  at("text").style.height = `${Math.min(at("text").scrollHeight, 160)}px`;
}

// --- listening ---

// Only the person scrolls up; what grows below only makes the way to the end longer.
at("chat").addEventListener("scroll", () => {
  const { scrollHeight, scrollTop, clientHeight } = at("chat");
  if (scrollHeight - scrollTop - clientHeight < 80) state.follow = true;
  else if (scrollTop < state.scrolled) state.follow = false;
  state.scrolled = scrollTop;
});
new ResizeObserver(follow).observe(messages);
new ResizeObserver(follow).observe(at("chat"));
at("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  closeMenus();
  const text = takeText();
  if (text) sendText(text);
});
at("text").addEventListener("input", () => {
  fitText();
  toggle("slash", "commands", at("text").value === "/" && state.commands.length > 0);
});
at("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    at("composer").requestSubmit();
  }
});
at("slash").addEventListener("click", () => toggle("slash", "commands"));
at("attach").addEventListener("click", () => toggle("attach", "attach-menu"));
at("quote-cancel").addEventListener("click", () => setReply(null));
at("viewer").addEventListener("click", () => at("viewer").close());
at("who").addEventListener("change", () => {
  state.me = readWho();
  restart();
});
document.querySelectorAll("[data-pick]").forEach((button) => button.addEventListener("click", () => {
  closeMenus();
  at(button.dataset.pick).click();
}));
for (const [input, kind] of [["file", "photo"], ["document", "document"]]) {
  at(input).addEventListener("change", async () => {
    await sendFiles(at(input).files, kind);
    at(input).value = "";
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  closeMenus();
  setReply(null);
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("footer")) closeMenus();
});
document.addEventListener("paste", (event) => {
  if (event.clipboardData.files.length === 0) return;
  event.preventDefault();
  sendFiles(event.clipboardData.files, "photo");
});
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  at("drop").hidden = !event.dataTransfer.types.includes("Files");
});
document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) at("drop").hidden = true;
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  at("drop").hidden = true;
  sendFiles(event.dataTransfer.files, event.target.closest?.("[data-drop]")?.dataset.drop ?? "photo");
});

watch();
