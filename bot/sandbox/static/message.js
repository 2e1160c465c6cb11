// A message as the person sees it. All text reaches the page as text nodes, never as HTML.

// An element with properties and children; children that are null are left out.
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== null));
  return made;
}

// The element of a message in the Bot API's form; `me` is who looks at it, `actions` what its buttons do.
export function messageElement(message, me, actions) {
  const mine = message.from.id === me.user;
  const bare = message.photo && !message.caption;
  const bubble = element(
    "div", { className: bare ? "bubble bare" : "bubble" },
    message.chat.type !== "private" && !mine ? element("strong", { className: "sender", textContent: message.from.first_name }) : null,
    quoteElement(message.reply_to_message, actions),
    photoElement(message, actions),
    fileElement(message),
    wordsElement(message, actions),
    element("time", { textContent: timeOf(message) }),
  );
  const reply = element("button", { type: "button", className: "icon reply", ariaLabel: "Reply", title: "Reply", onclick: () => actions.setReply(message) });
  reply.append(document.getElementById("reply-icon").content.cloneNode(true));
  const row = element("div", { className: "row" }, bubble, reply);
  const shown = element("article", { className: `message ${mine ? "out" : "in"}` }, row, keyboardElement(message, actions));
  shown.dataset.messageId = message.message_id;
  return shown;
}

function timeOf(message) {
  const time = new Date(message.date * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return message.edit_date ? `edited ${time}` : time;
}

// One line that stands for a message.
export function summary(message) {
  const kinds = { photo: "Photo", document: "File", sticker: "Sticker", video: "Video", voice: "Voice message" };
  const kind = Object.keys(kinds).find((name) => name in message);
  return message.text ?? message.caption ?? kinds[kind] ?? "Message";
}

function quoteElement(replied, actions) {
  if (!replied) return null;
  const quote = element(
    "button", { type: "button", className: "quote", title: "Show this message", onclick: () => actions.reveal(replied.message_id) },
    element("strong", { textContent: replied.from.first_name }),
    element("span", { textContent: summary(replied) }),
  );
  if (replied.photo) quote.prepend(element("img", { src: fileAddress(replied.photo.at(-1)), alt: "" }));
  return quote;
}

const fileAddress = (file) => `/sandbox/files/${encodeURIComponent(file.file_id)}`;

function photoElement(message, actions) {
  if (!message.photo) return null;
  const size = message.photo.at(-1);
  const scale = Math.min(1, 500 / size.width, 384 / size.height);
  const alt = message.caption ? "Picture with the text below" : "Picture";
  const picture = element("img", { src: fileAddress(size), alt, width: size.width * scale, height: size.height * scale });
  return element("button", { type: "button", className: "photo", ariaLabel: "Show the picture larger", onclick: () => actions.view(picture.src) }, picture);
}

function fileElement(message) {
  const file = message.document ?? message.video ?? message.voice;
  if (message.sticker) return element("img", { className: "sticker", src: "/icon.svg", alt: "Sticker" });
  if (!file) return null;
  const name = file.file_name ?? summary(message);
  const badge = message.document ? name.split(".").pop().slice(0, 4).toUpperCase() : "▶";
  return element(
    "a", { className: "file", href: fileAddress(file), download: name },
    element("b", { textContent: badge, ariaHidden: "true" }),
    element("span", {}, element("strong", { textContent: name }), element("small", { textContent: sizeOf(file.file_size) })),
  );
}

const sizeOf = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

function wordsElement(message, actions) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  return element("p", { className: "words" }, ...pieces(text, message.entities ?? message.caption_entities ?? [], actions));
}

// Offsets count UTF-16 code units, as JavaScript's strings do.
function pieces(text, entities, actions) {
  const cuts = new Set([0, text.length]);
  entities.forEach(({ offset, length }) => cuts.add(offset).add(offset + length));
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(1).map((end, index) => {
    const start = sorted[index];
    const around = entities.filter((entity) => entity.offset <= start && end <= entity.offset + entity.length);
    return around.reduceRight((inner, entity) => wrap(entity, inner, actions), document.createTextNode(text.slice(start, end)));
  });
}

const tags = { bold: "b", italic: "i", underline: "u", strikethrough: "s", spoiler: "mark", blockquote: "q", code: "code", pre: "code" };

function wrap(entity, inner, actions) {
  const words = inner.textContent;
  if (entity.type === "bot_command") return element("button", { type: "button", className: "link", onclick: () => actions.sendText(words) }, inner);
  if (entity.type === "text_link" && /^https?:/.test(entity.url)) return element("a", { href: entity.url, target: "_blank", rel: "noopener" }, inner);
  const made = element(tags[entity.type] ?? "span", {}, inner);
  if (made.tagName === "CODE") {
    const act = () => actions.copy(words);
    Object.assign(made, { role: "button", tabIndex: 0, title: "Copy", onclick: act, onkeydown: onEnter(act) });
  }
  return made;
}

const onEnter = (act) => (event) => {
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    act();
  }
};

function keyboardElement(message, actions) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  const keys = (row) => row.map((button) => keyElement(message, button, actions));
  return element("div", { className: "keyboard" }, ...rows.map((row) => element("div", { className: "keys" }, ...keys(row))));
}

function keyElement(message, button, actions) {
  if (/^https?:/.test(button.url ?? "")) {
    return element("a", { className: "button", textContent: `${button.text} ↗`, href: button.url, target: "_blank", rel: "noopener" });
  }
  const key = element("button", { type: "button", className: "button", textContent: button.text, onclick: () => actions.tap(message, button, key) });
  key.dataset.data = button.callback_data ?? "";
  return key;
}
