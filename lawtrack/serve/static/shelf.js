"use strict";
// The archive: search, a text as of a day on a time slider, where each provision comes from, what a change made stale elsewhere.
{
  const DAY = 86400000, iso = n => new Date(n * DAY).toISOString().slice(0, 10), number = day => Math.round(Date.parse(day + "T00:00:00Z") / DAY);
  let statute = null, turn = 0, texts = new Map(), hit = "", job = null;
  const query = (name, values) => ask("/archive/" + name + "?" + new URLSearchParams(values));
  const fail = (element, error) => note(element, error instanceof Wrong ? error.message : w.gone, true);
  const said = version => say("version", {
    n: statute.versions.indexOf(version) + 1, of: statute.versions.length, since: version.since || "?", source: version.source,
    until: version.until ? say("until", { until: version.until }) : (told.english ? w["until.now"] : "，" + w["until.now"]),
  });

  async function titles() {
    try {
      const { statutes } = await query("listing", {});
      $("titles").replaceChildren(...statutes.map(s => make("option", { value: s.title }, s.status)));
      if (!statutes.length) note($("read-note"), w["none.statutes"]);
    } catch (error) { fail($("read-note"), error); }
  }
  document.addEventListener("tab-shelf", () => { if (!$("titles").children.length) titles(); });
  document.addEventListener("token", titles);

  $("search").addEventListener("submit", async event => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(event.target));
    try {
      const { hits, most } = await query("search", values);
      note($("search-note"), !hits.length ? say("search.none", values) : most ? say("search.most", { n: hits.length }) : say("search.some", { n: hits.length }));
      $("hits").replaceChildren(...hits.map(h => make("li", {},
        make("button", { type: "button", onclick: () => open(h.title, values.on || (h.until ? h.since : ""), h.address) }, "《" + h.title + "》" + h.address),
        make("span", { class: "more" }, "　" + (h.until ? (h.since || "?") + say("until", { until: h.until }) : say("from", { since: h.since || "?" }))), make("p", {}, ...marked(h.text, values.q)))));
    } catch (error) { fail($("search-note"), error); }
  });

  function marked(text, query) { // the words that were asked for, where they stand as they were typed
    const wanted = query.split(/\s+/).filter(Boolean).map(q => q.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return text.split(new RegExp("(" + wanted.join("|") + ")")).map((part, i) => i % 2 ? make("mark", {}, part) : part);
  }

  $("choose").addEventListener("submit", event => { event.preventDefault(); open(new FormData(event.target).get("title"), "", ""); });

  async function open(title, day, address) {
    try {
      statute = await query("statute", { title });
    } catch (error) { fail($("read-note"), error); return; }
    note($("read-note"), "");
    texts = new Map();
    hit = address;
    $("choose").elements.title.value = statute.title;
    const days = statute.versions.map(v => v.since).filter(Boolean).map(number), today = number(new Date().toISOString().slice(0, 10));
    const first = Math.min(...days), last = Math.max(today, ...days), slider = $("slider");
    slider.min = first; slider.max = last;
    $("day").min = iso(first);
    $("marks").replaceChildren(...statute.versions.filter(v => v.since).map(v => {
      const mark = make("i");
      mark.style.left = last > first ? 100 * (number(v.since) - first) / (last - first) + "%" : "0";
      return mark;
    }));
    $("reader").hidden = $("effect").hidden = false;
    const versions = statute.versions, before = versions[versions.length - 2];
    $("impact").elements.since.value = before ? iso(number(versions[versions.length - 1].since) - 1) : "";
    $("impact").elements.until.value = "";
    $("impact-report").hidden = $("impact-take").hidden = true;
    note($("impact-note"), "");
    go(day ? number(day) : last, true);
    $("h-read").focus({ preventScroll: true });
    if (!address) $("h-read").scrollIntoView({ block: "start" });
  }

  const at = n => statute.versions.filter(v => v.since && number(v.since) <= n).pop();

  async function go(n, always) { // the text of day n
    const slider = $("slider"), version = at(n), day = iso(n), mine = ++turn;
    slider.value = n;
    $("day").value = day;
    const index = version ? statute.versions.indexOf(version) : -1;
    $("older").disabled = index <= 0;
    $("newer").disabled = index >= statute.versions.length - 1;
    [...$("marks").children].forEach((m, i) => m.classList.toggle("on", i === index));
    $("version").textContent = version ? said(version) : w.before;
    slider.setAttribute("aria-valuetext", day + (version ? "，" + said(version) : ""));
    const key = index + ($("blame").checked ? "b" : "");
    if (!always && $("units").dataset.key === key) return;
    if (!version) { $("units").replaceChildren(); $("units").dataset.key = key; return; }
    $("text").setAttribute("aria-busy", "true");
    try {
      if (!texts.has(key)) {
        const when = { title: statute.title, on: version.since };
        const [text, blame] = await Promise.all([query("text", when), $("blame").checked ? query("blame", when) : { origins: {} }]);
        texts.set(key, { ...text, origins: blame.origins });
      }
      if (mine !== turn) return;
      write(texts.get(key), version);
      $("units").dataset.key = key;
    } catch (error) { if (mine === turn) fail($("read-note"), error); }
    finally { if (mine === turn) $("text").removeAttribute("aria-busy"); }
  }

  function write(text, version) {
    $("text-title").textContent = text.title;
    const blamed = $("blame").checked;
    $("units").classList.toggle("blamed", blamed);
    const rows = [];
    let head = "", from = null;
    for (const unit of text.units) {
      if (unit.kind === "title") continue;
      if (unit.kind === "article") { head = unit.label + "　"; from = unit; if (!unit.text) continue; }
      rows.push(row(unit, head, blamed ? text.origins[unit.id] : null, version, from));
      head = ""; from = null;
    }
    $("units").replaceChildren(...text.notices.map(n => make("p", { class: "notice" }, n)), ...rows);
    const found = hit && $("units").querySelector(".hit");
    if (found) { found.scrollIntoView({ block: "center" }); hit = ""; }
  }

  function row(unit, head, origin, version, from) {
    const words = unit.kind === "article" ? head + unit.text : head + unit.label + (unit.kind === "heading" && unit.label && unit.text ? "　" : "") + unit.text;
    const made = make("div", { class: "unit " + unit.kind + (hit && (unit.address === hit || from && from.address === hit) ? " hit" : "") }, make("p", {}, words));
    if (origin) {
      const fresh = origin.since === version.since && statute.versions.indexOf(version) > 0;
      made.append(make("button", { type: "button", class: "why" + (fresh ? " new" : ""), "aria-expanded": "false", title: origin.whole, onclick: event => story(made, unit, version, event.currentTarget) }, origin.why + (origin.number ? "；" + origin.number : "")));
    }
    return made;
  }

  async function story(made, unit, version, button) { // the whole life of one provision, unfolded below it
    const old = made.querySelector(".story");
    if (old) { old.remove(); button.setAttribute("aria-expanded", "false"); return; }
    try {
      const { episodes } = await query("history", { title: statute.title, address: unit.address, on: version.since });
      made.append(make("div", { class: "story" }, make("h4", {}, say("story", { address: unit.address })),
        make("ol", {}, ...episodes.map(e => make("li", {}, (e.since || "?") + "　" + (e.address || w["gone.provision"]), ...e.events.map(x => make("p", { class: "more" }, x)), make("p", {}, e.text))))));
      button.setAttribute("aria-expanded", "true");
    } catch (error) { fail($("read-note"), error); }
  }

  $("slider").addEventListener("input", () => go(Number($("slider").value)));
  $("day").addEventListener("change", () => { if ($("day").value) go(number($("day").value)); });
  const jump = step => { const index = statute.versions.indexOf(at(Number($("slider").value))) + step; if (statute.versions[index]) go(number(statute.versions[index].since)); };
  $("older").addEventListener("click", () => jump(-1));
  $("newer").addEventListener("click", () => jump(1));
  $("blame").addEventListener("change", () => go(Number($("slider").value)));

  const progress = $("impact-progress");
  $("impact").addEventListener("submit", async event => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(event.target));
    progress.hidden = false;
    note($("impact-note"), "");
    try {
      const { id } = await ask("/archive/impact", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ title: statute.title, ...values }) });
      job = id;
      const answer = await follow(id, state => { progress.querySelector("span").textContent = shown(state); });
      if (answer.wrong) throw new Wrong(answer.wrong);
      note($("impact-note"), answer.results[0].title + "：" + answer.results[0].counts);
      $("impact-report").src = "/results/" + id + "/0" + answer.link;
      $("impact-take").querySelector("a").href = "/results/" + id + "/documents.zip" + answer.link;
      $("impact-report").hidden = $("impact-take").hidden = false;
    } catch (error) { note($("impact-note"), error instanceof Wrong ? error.message || w.cancelled : w.gone, true); }
    finally { progress.hidden = true; job = null; }
  });
  progress.querySelector("button").addEventListener("click", () => { if (job) stop(job); });
}
