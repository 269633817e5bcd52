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
  $("told").replaceChildren(...call.told.map(t => Object.assign(document.createElement("li"), {textContent: t})));
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
