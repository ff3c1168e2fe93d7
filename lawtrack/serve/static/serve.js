"use strict";
// The desk: files in, a job, its result. All text goes in as text, never as markup; file contents leave this page only towards the own program.
const told = JSON.parse(document.getElementById("told").textContent), w = told.words;
const $ = id => document.getElementById(id);
const say = (key, values) => w[key].replace(/\{(\w+)\}/g, (all, name) => values && name in values ? values[name] : all);

function make(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter(c => c !== null && c !== undefined && c !== ""));
  return made;
}

function note(element, text, wrong) {
  element.classList.toggle("error", Boolean(wrong && text));
  element.textContent = text;
}

// -- asking the program ------------------------------------------------------------------------------------------------

let token = "";
{
  const given = /[#&]token=([^&]+)/.exec(location.hash);
  if (given) { token = decodeURIComponent(given[1]); sessionStorage.setItem("token", token); history.replaceState(null, "", location.pathname); }
  else token = sessionStorage.getItem("token") || "";
}

class Wrong extends Error {}

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(path, { ...options, headers: { ...(options && options.headers), ...(token && { Authorization: "Bearer " + token }) }, credentials: "omit", cache: "no-store" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Wrong(w.gone);
  }
  if (answer.status === 401) { gate(); throw new Wrong(w["token.why"]); }
  if (answer.status === 204) return null;
  let body;
  try { body = await answer.json(); } catch { throw new Wrong(w.gone); }
  if (!answer.ok) throw new Wrong(body.message || w.gone);
  return body;
}

function gate() {
  $("gate").hidden = false;
  $("token").focus();
}
$("gate").addEventListener("submit", event => {
  event.preventDefault();
  token = $("token").value;
  sessionStorage.setItem("token", token);
  $("gate").hidden = true;
  if (papers.length) look();
  document.dispatchEvent(new Event("token"));
});

const stopped = new Set(); // jobs that were ended by hand: the program has forgotten them
function stop(id) {
  stopped.add(id);
  ask("/jobs/" + id, { method: "DELETE" }).catch(() => {});
}

// A job to its end: what it says on the way, then its answer.
async function follow(id, step) {
  for (let wait = 120; ; wait = Math.min(wait * 1.25, 700)) {
    if (stopped.has(id)) throw new Wrong("");
    let state;
    try { state = await ask("/jobs/" + id); } catch (error) { throw stopped.has(id) ? new Wrong("") : error; }
    if (state.state === "done") return { ...state.answer, link: state.link };
    if (state.state === "failed") throw new Wrong(state.code === "cancelled" ? "" : state.message);
    step(state);
    await new Promise(done => setTimeout(done, wait));
  }
}

function shown(state) {
  if (state.state === "waiting") return state.ahead ? say("waiting", { n: state.ahead }) : w.begin;
  return state.what ? say("working", { what: state.what }) : w.begin;
}

// -- the files ---------------------------------------------------------------------------------------------------------

let papers = []; // {file, role (given by hand or ""), seen: what the program told of it}
let chosen = { borders: {}, repairs: new Map() }, turn = 0, current = null, result = null;

function take(list) {
  const wrong = [];
  for (const file of list) {
    if (papers.length >= told.limits.files) { wrong.push(say("many", { n: told.limits.files })); break; }
    if (file.size > told.limits.mb * 1048576) wrong.push(say("large", { name: file.name, mb: told.limits.mb }));
    else if (!file.size) wrong.push(say("empty", { name: file.name }));
    else papers.push({ file, role: "", seen: null });
  }
  changed();
  if (wrong.length) note($("note"), wrong.join(" "), true);
  if (papers.length) look(wrong.join(" "));
}

function changed() { // other files: what was chosen and made belongs to the old ones
  chosen = { borders: {}, repairs: new Map() };
  forget();
  $("result").hidden = true;
  draw();
  if (!papers.length) note($("note"), "");
}

function forget() {
  if (result) ask("/jobs/" + result, { method: "DELETE" }).catch(() => {});
  result = null;
}

function draw() {
  const list = $("papers");
  list.replaceChildren(...papers.map((paper, i) => {
    const seen = paper.seen, name = seen ? seen.name : paper.file.name;
    const is = make("span", { class: seen && seen.trouble ? "is trouble" : "is" }, seen ? seen.trouble || (seen.title ? (seen.role === "gazette" ? seen.title : "《" + seen.title + "》") : "") : "");
    const select = make("select", { "aria-label": say("role", { name }), onchange: () => { paper.role = select.value; changedRole(i); } },
      ...told.roles.map(role => make("option", { value: role, selected: (paper.role || (seen ? seen.role : "")) === role }, w["role." + role])));
    if (!seen || seen.trouble) select.disabled = true;
    const remove = make("button", { type: "button", class: "remove", "aria-label": say("remove", { name }), title: say("remove", { name }), onclick: () => {
      papers.splice(i, 1);
      papers.forEach(p => { p.seen = p.seen && { ...p.seen }; });
      changed();
      if (papers.length) look(say("removed", { name })); else { $("pick").focus(); note($("note"), say("removed", { name })); }
      const left = list.querySelectorAll(".remove");
      if (left.length) left[Math.min(i, left.length - 1)].focus();
    } }, "✕");
    return make("li", {}, make("span", { class: "name" }, name, is), select, remove);
  }));
  list.hidden = $("clear").hidden = !papers.length;
  $("start").disabled = true;
}

function changedRole(i) {
  changed();
  look();
  const select = $("papers").querySelectorAll("select")[i];
  if (select) select.focus();
}

function form(looking) {
  const data = new FormData(), facts = {};
  for (const input of document.querySelectorAll("#facts input")) facts[input.name] = input.value;
  for (const paper of papers) data.append("file", paper.file, paper.file.name);
  data.append("order", JSON.stringify({
    look: looking, roles: papers.map(p => p.role || (looking || !p.seen || p.seen.trouble ? "" : p.seen.role)), borders: chosen.borders,
    repairs: papers.map(p => [...(chosen.repairs.get(p.seen && p.seen.name) || [])]), facts,
  }));
  return data;
}

async function look(before) { // what the files are, and which job they make
  const mine = ++turn;
  $("start").disabled = true;
  note($("note"), before ? before + " " + w.looking : w.looking, false);
  try {
    const { id } = await ask("/jobs", { method: "POST", body: form(true) });
    const answer = await follow(id, state => { if (mine === turn && state.ahead) note($("note"), shown(state)); });
    ask("/jobs/" + id, { method: "DELETE" }).catch(() => {});
    if (mine !== turn) return;
    const at = document.activeElement, index = [...$("papers").querySelectorAll("select,.remove")].indexOf(at);
    papers.forEach((paper, i) => { paper.seen = answer.files[i]; });
    draw();
    if (index >= 0) { const again = $("papers").querySelectorAll("select,.remove")[index]; if (again) again.focus(); }
    note($("note"), [before, answer.wrong || w["plan." + answer.plan]].filter(Boolean).join(" "), answer.wrong || before && !answer.plan);
    $("start").disabled = Boolean(answer.wrong) || answer.plan === "wait";
    $("facts").hidden = answer.plan !== "compare";
  } catch (error) {
    if (mine === turn) note($("note"), error instanceof Wrong ? error.message : w.gone, true);
  }
}

$("pick").addEventListener("click", () => $("files").click());
$("files").addEventListener("change", event => { take([...event.target.files]); event.target.value = ""; });
for (const kind of ["dragenter", "dragover"]) document.addEventListener(kind, event => {
  if (![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "copy";
  $("pick").classList.add("over");
});
document.addEventListener("dragleave", event => { if (!event.relatedTarget) $("pick").classList.remove("over"); });
document.addEventListener("drop", event => {
  $("pick").classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  event.preventDefault(); // also beside the zone: the browser would leave the page for the file
  show("work");
  take([...event.dataTransfer.files]);
});
$("clear").addEventListener("click", () => { turn++; papers = []; changed(); $("facts").hidden = true; $("pick").focus(); });
$("cancel").addEventListener("click", () => { if (current) stop(current); });

// -- the job and its result ---------------------------------------------------------------------------------------------

async function run(place, undo) { // undo: what was chosen holds only if the work succeeds
  const mine = ++turn, again = Boolean(result);
  $("start").disabled = true;
  $("progress").hidden = false;
  $("bar").removeAttribute("value");
  $("step").textContent = w.begin;
  $("report").classList.add("busy");
  $("result").setAttribute("aria-busy", "true");
  note($("note"), "");
  try {
    const { id } = await ask("/jobs", { method: "POST", body: form(false) });
    current = id;
    const answer = await follow(id, state => {
      $("step").textContent = shown(state);
      if (state.of) { $("bar").max = state.of; $("bar").value = state.done; } else $("bar").removeAttribute("value");
    });
    if (mine !== turn) return;
    if (answer.wrong) throw new Wrong(answer.wrong);
    forget();
    result = id;
    papers.forEach((paper, i) => { paper.seen = answer.files[i]; });
    present(answer, again, place);
  } catch (error) {
    if (mine !== turn) return;
    note($("note"), error instanceof Wrong ? error.message || w.cancelled : w.gone, !(error instanceof Wrong) || error.message);
    $("start").disabled = false;
    if (undo) undo();
    if (!again) { $("result").hidden = true; $("start").focus(); }
    else $("note").scrollIntoView({ block: "nearest" });
  } finally {
    if (mine === turn) {
      current = null;
      $("progress").hidden = true;
      $("start").disabled = !papers.length;
      $("report").classList.remove("busy");
      $("result").removeAttribute("aria-busy");
    }
  }
}
$("start").addEventListener("click", () => run());

function present(answer, again, place) {
  const counts = answer.results.map(r => r.counts).filter(Boolean).join("；") || w["counts.none"];
  $("result").hidden = false;
  $("download").href = "/results/" + result + "/documents.zip" + answer.link;
  $("contains").textContent = w.contains + answer.documents.join("、");
  const which = $("which");
  which.hidden = answer.results.length < 2;
  const open = n => {
    [...which.children].forEach((b, i) => b.setAttribute("aria-pressed", String(i === n)));
    const one = answer.results[n];
    const address = "/results/" + result + "/" + n + answer.link;
    const at = place;
    $("report").onload = () => { if (at) $("report").contentWindow.postMessage(at, "*"); }; // its origin is none: it is in a sandbox
    $("report").src = address;
    $("report").title = say("report", { title: one.title });
    $("open").href = address;
    const tags = ["error", "warning", "info"].filter(s => one.severities[s]).map(s => make("span", { class: "tag " + s }, say(s, { n: one.severities[s] })));
    $("facts-of").replaceChildren(...[
      answer.results.length > 1 ? make("p", { class: "counts" }, make("b", {}, one.title), one.counts ? "：" + one.counts : "") : null,
      make("p", { class: "more" }, w.found, ...(tags.length ? tags : [make("span", { class: "tag clean" }, w.clean)])),
      ...answer.remarks.map(r => make("p", { class: "more" }, r)),
    ].filter(Boolean));
    questions(one.choices);
  };
  const title = answer.results.length === 1 ? "《" + answer.results[0].title + "》" : "";
  which.replaceChildren(...answer.results.map((r, i) => make("button", { type: "button", "aria-pressed": "false", onclick: () => { place = ""; open(i); } }, r.title)));
  open(0);
  note($("said"), say(again ? "updated" : "ready", { counts: title + counts }));
  $("start").textContent = w.again;
  if (!again) { $("h-result").focus({ preventScroll: true }); $("result").scrollIntoView({ block: "start" }); }
}

function questions(list) {
  const at = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.choice : null;
  $("choices").hidden = !list.length;
  $("questions").replaceChildren(...list.map((choice, n) => {
    const about = (told.english && choice.about_en) || choice.about, where = choice.kind === "repair" ? choice.file + (choice.place ? "，" + choice.place : "") + "：" : "";
    const set = value => {
      const before = { borders: { ...chosen.borders }, repairs: new Map([...chosen.repairs].map(([k, v]) => [k, new Set(v)])) };
      if (choice.kind === "border") chosen.borders[choice.key] = value;
      else {
        const mine = chosen.repairs.get(choice.file) || new Set();
        if (value === "yes") mine.add(choice.key); else mine.delete(choice.key);
        chosen.repairs.set(choice.file, mine);
      }
      run(choice.kind === "border" ? anchor(choice.key) : "", () => { chosen = before; questions(list); });
    };
    const answers = choice.kind === "border"
      ? choice.answers.map(([value, name]) => make("label", { class: "answer" },
          make("input", { type: "radio", name: "choice-" + n, value, checked: choice.value === value, "data-choice": choice.key + value, onchange: () => set(value) }), say("into", { name })))
      : [make("label", { class: "answer" }, make("input", { type: "checkbox", checked: choice.value === "yes", "data-choice": choice.key, onchange: event => set(event.target.checked ? "yes" : "no") }), say("accept", { what: choice.answers[1][1] }))];
    return make("fieldset", { class: "question" }, make("legend", {}, where + about), make("div", { class: "answers" }, ...answers));
  }));
  if (at) { const again = [...$("questions").querySelectorAll("[data-choice]")].find(e => e.dataset.choice === at); if (again) again.focus({ preventScroll: true }); }
}

const DIGITS = "〇一二三四五六七八九";
function anchor(label) { // 第十二条之一 → art_12-1, the anchor of the article in the report
  const m = /^第([^条]+)条(?:之(.+))?$/.exec(label);
  const number = text => {
    let sum = 0, one = 0;
    for (const c of text) {
      const unit = { 十: 10, 百: 100, 千: 1000 }[c];
      if (unit) { sum += (one || 1) * unit; one = 0; } else one = Math.max(0, DIGITS.indexOf(c === "零" ? "〇" : c));
    }
    return sum + one;
  };
  return m ? "art_" + number(m[1]) + (m[2] ? "-" + number(m[2]) : "") : "";
}

// -- the two pages -------------------------------------------------------------------------------------------------------

function show(name) {
  for (const button of document.querySelectorAll("[data-tab]")) button.setAttribute("aria-pressed", String(button.dataset.tab === name));
  $("work").hidden = name !== "work";
  if ($("shelf")) $("shelf").hidden = name !== "shelf";
}
for (const button of document.querySelectorAll("[data-tab]")) button.addEventListener("click", () => { show(button.dataset.tab); document.dispatchEvent(new Event("tab-" + button.dataset.tab)); });
