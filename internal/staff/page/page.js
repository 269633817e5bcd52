"use strict";
// The page asks for the call and waits; it shows text as text, whatever is in it.
const $ = id => document.getElementById(id);
let words = {}, key = sessionStorage.getItem("key") || "", has = "", call = null;
const word = (id, n) => (words[id] || id).replace("{{.N}}", n);

function fill() {
  document.querySelectorAll("[data-word]").forEach(e => e.textContent = word(e.dataset.word));
  document.querySelectorAll("[data-minutes]").forEach(e => e.textContent = word("staff.minutes", e.dataset.minutes));
}
function door(why) {
  $("door").hidden = false; $("desk").hidden = true; $("refused").textContent = why;
  $("key").value = ""; $("key").focus();
}
const ask = (path, body) => fetch(path, {
  method: body ? "POST" : "GET", body: body && JSON.stringify(body), headers: {Authorization: "Bearer " + key}});

function show(s) {
  const before = call;
  has = s.rev; call = s.call;
  if ($("desk").hidden) askMenu();
  $("door").hidden = true; $("desk").hidden = false;
  $("kiosk").textContent = s.kiosk;
  const open = call && !call.gone && !call.withdrawn;
  const ringing = open && !call.answer;
  document.body.classList.toggle("ringing", !!ringing);
  document.title = (ringing ? "● " : "") + s.kiosk;
  $("state").textContent = !call ? word("staff.quiet") : call.gone ? word("staff.gone") : call.withdrawn ? word("staff.withdrawn") :
    call.answer ? word("staff.answered") : call.again ? word("staff.again", call.again + 1) : word("staff.calls");
  $("call").hidden = !open;
  if (!open) { $("sent").textContent = ""; return; }
  if (!before || before.id !== call.id) $("sent").textContent = "";
  $("where").textContent = call.where;
  $("manner").textContent = word("staff.manner." + (call.manner || "unknown"));
  $("messages").replaceChildren(...call.messages.map(t => Object.assign(document.createElement("li"), {textContent: t})));
  if (ringing && navigator.vibrate) navigator.vibrate(200);
}
async function watch() {
  for (;;) {
    try {
      const r = await ask("api/call?has=" + has);
      if (r.status === 401) return door(word("staff.refused"));
      if (r.status === 429) return door(word("staff.locked"));
      if (!r.ok) throw new Error(r.status);
      show(await r.json());
    } catch (e) {
      $("state").textContent = word("staff.lost");
      has = "";
      await new Promise(f => setTimeout(f, 3000));
    }
  }
}
async function reply(body) {
  if (!call) return;
  try {
    const r = await ask("api/answer", {call: call.id, ...body});
    $("sent").textContent = word(r.ok ? "staff.sent" : r.status === 409 ? "staff.gone" : "staff.lost");
  } catch (e) { $("sent").textContent = word("staff.lost"); }
}
// The menu is asked for when it is opened, and after each change.
let menu = null;
const element = (tag, more) => Object.assign(document.createElement(tag), more);
const money = minor => (minor / 10 ** menu.digits).toLocaleString(document.documentElement.lang, {style: "currency", currency: menu.currency});

function row(it) {
  const li = element("li"), name = element("strong", {textContent: it.name}), now = element("span");
  li.dataset.item = it.id;
  now.textContent = money(it.price) + (it.sold_out ? " · " + word("staff.menu.is-sold-out") : "") +
    (it.left === undefined ? "" : " · " + word("staff.menu.left", it.left)) +
    (it.price === it.loaded ? "" : " · " + word("staff.menu.was", money(it.loaded)));
  const sale = element("button", {type: "button", textContent: word(it.sold_out ? "staff.menu.sell" : "staff.menu.sold-out")});
  sale.setAttribute("aria-label", it.name + ", " + sale.textContent);
  sale.addEventListener("click", () => change({item: it.id, sold_out: !it.sold_out}, it.name));
  const form = element("form"), price = element("input", {type: "number", min: 0, step: 10 ** -menu.digits, value: (it.price / 10 ** menu.digits).toFixed(menu.digits), required: true, inputMode: "decimal"});
  price.setAttribute("aria-label", it.name + ", " + word("staff.menu.price"));
  form.append(price, element("button", {textContent: word("staff.menu.set")}));
  form.addEventListener("submit", e => {
    e.preventDefault();
    change({item: it.id, price: Math.round(price.value * 10 ** menu.digits)}, it.name);
  });
  li.append(name, now, sale, form, ...(it.gaps || []).map(g => element("p", {textContent: word("staff.add.gap." + g.form, g.languages.join(", "))})));
  if (it.added) {
    const gone = element("button", {type: "button", className: "remove", textContent: word("staff.add.remove")});
    gone.setAttribute("aria-label", it.name + ", " + gone.textContent);
    gone.addEventListener("click", () => change({item: it.id}, it.name, "api/menu/remove", "staff.add.removed"));
    li.append(gone);
  }
  return li;
}
// The form for a new thing. What is chosen in it stays while the list is asked for again.
const choices = (select, list) => {
  const was = select.options.length ? select.value : null;
  select.replaceChildren(...list.map(o => element("option", {value: o.value, textContent: o.text})));
  if (list.some(o => o.value === was)) select.value = was;
};
function form() {
  $("adding").hidden = !menu.add;
  if (!menu.add) return;
  choices($("add-language"), menu.add.languages.map(l => ({value: l.tag, text: l.name})));
  choices($("add-category"), menu.add.categories.map(c => ({value: c.id, text: c.name})));
  for (const id of ["add-category", "add-language"]) $(id).hidden = document.querySelector(`[for=${id}]`).hidden = $(id).options.length < (id === "add-category" ? 1 : 2);
  $("add-price").step = 10 ** -menu.digits;
  alike();
}
function alike() {
  const like = menu.items.filter(it => it.asks && (it.category || "") === $("add-category").value);
  choices($("add-like"), like.map(it => ({value: it.id, text: word("staff.add.like-of", it.name)})).concat({value: "", text: word("staff.add.like-none")}));
}
$("add-category").addEventListener("change", () => { choices($("add-like"), []); alike(); });
$("add").addEventListener("submit", async e => {
  e.preventDefault();
  const data = new FormData($("add")), name = data.get("name").trim();
  data.set("price", Math.round($("add-price").value * 10 ** menu.digits));
  const send = document.querySelector("#add button");
  let said = "staff.lost";
  send.disabled = true;
  $("added").textContent = word("staff.add.sending");
  try {
    const r = await fetch("api/menu/add", {method: "POST", body: data, headers: {Authorization: "Bearer " + key}});
    said = r.ok ? "staff.add.done" : r.status === 422 ? "staff.add.photo-" + (await r.json()).why : r.status === 507 ? "staff.add.full" :
      r.status === 429 ? "staff.add.busy" : r.status === 503 ? "staff.menu.not-kept" : "staff.add.refused";
    if (r.ok) $("add").reset();
  } catch (e) { }
  send.disabled = false;
  await askMenu();
  $("added").textContent = name + ": " + word(said);
});
function list() {
  const wanted = $("find").value.trim().toLowerCase();
  $("items").replaceChildren(...menu.items.filter(it => it.name.toLowerCase().includes(wanted)).map(row));
  $("undo").disabled = !menu.undo;
  $("download").disabled = !menu.changed;
}
async function askMenu() {
  try {
    const r = await ask("api/menu");
    $("menu").hidden = !r.ok; // a kiosk without a menu has none to change
    if (r.ok) { menu = await r.json(); list(); form(); }
  } catch (e) { $("changed").textContent = word("staff.lost"); }
}
async function change(body, name, path, done) {
  let said = "staff.lost";
  try {
    const r = await ask(path || (body ? "api/menu" : "api/menu/undo"), body || {});
    said = r.ok ? done ? done : !body ? "staff.menu.undone" : "price" in body ? "staff.menu.later" : "staff.menu.now" :
      r.status === 503 ? "staff.menu.not-kept" : "staff.menu.refused";
  } catch (e) { }
  await askMenu();
  $("changed").textContent = (name ? name + ": " : "") + word(said);
}
$("find").addEventListener("input", list);
$("undo").addEventListener("click", () => change());
$("download").addEventListener("click", async () => {
  try {
    const r = await ask("api/menu/changes");
    const a = element("a", {href: URL.createObjectURL(await r.blob()), download: "menu-changes.json"});
    a.click();
    URL.revokeObjectURL(a.href);
  } catch (e) { $("changed").textContent = word("staff.lost"); }
});
$("door").addEventListener("submit", e => {
  e.preventDefault();
  key = $("key").value; sessionStorage.setItem("key", key); has = ""; watch();
});
$("coming").addEventListener("click", () => reply({answer: "coming"}));
document.querySelectorAll("[data-minutes]").forEach(b => b.addEventListener("click", () => reply({answer: "minutes", minutes: +b.dataset.minutes})));
$("reply").addEventListener("submit", e => {
  e.preventDefault();
  if ($("words").value.trim()) { reply({answer: "words", words: $("words").value}); $("words").value = ""; }
});
fetch("api/words").then(r => r.json()).then(w => { words = w; document.documentElement.lang = w.lang; fill(); key ? watch() : door(""); });
