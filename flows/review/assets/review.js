"use strict";
// One number after another. Everything from the papers is set as text, never as HTML.
(function () {
  const token = document.querySelector("meta[name=token]").content;
  const $ = (id) => document.getElementById(id);
  let state = { who: "", count: 0, decided: [] };
  let here = 0;
  let shown = null;
  let wide = false;
  let asked = 0;
  let timer = 0;

  async function get(path) { return answer(await fetch(path)); }
  async function post(path, body) {
    return answer(await fetch(path, { method: "POST", body: JSON.stringify(body || {}),
      headers: { "Content-Type": "application/json", "X-Duizhang-Token": token } }));
  }
  async function answer(response) {
    const body = await response.json();
    if (!response.ok) { throw new Error(body.message || "出错了，请刷新页面。"); }
    return body;
  }
  function say(text) { $("message").textContent = text || ""; }
  function told(error) {
    say(error instanceof TypeError ? "核对程序已停止，请重新运行 duizhang review。" : error.message);
  }

  function make(tag, text, name) {
    const made = document.createElement(tag);
    if (text !== undefined) { made.textContent = text; }
    if (name) { made.className = name; }
    return made;
  }
  function fill(element, children) { element.replaceChildren(...children); }

  function progress() {
    const done = state.decided.filter(Boolean).length;
    $("progress").textContent = state.count ? `第 ${Math.min(here + 1, state.count)} / ${state.count} 处，已核对 ${done}` : "";
    $("person").textContent = state.who ? `核对人：${state.who}` : "";
    $("bar").firstElementChild.style.width = `${state.count ? (done * 100) / state.count : 0}%`;
    $("bar").setAttribute("aria-valuenow", String(done));
  }

  function screen(name) {
    $("ask").hidden = name !== "ask";
    $("done").hidden = name !== "done";
    $("work").hidden = $("keys").hidden = name !== "work";
  }

  function finish() {
    const done = state.decided.filter(Boolean).length;
    const left = state.count - done;
    $("done-title").textContent = state.count === 0 ? "没有需要核对的数字。" : left ? `还有 ${left} 处没有核对。` : "全部核对完了。";
    $("done-text").textContent = (done ? `写下了 ${done} 处的结论，下次运行 duizhang run 时生效。` : "")
      + (left ? "按 ← 可以回去。" : "") + "可以关闭本页，回到命令行窗口按 Ctrl-C 结束。";
    screen("done");
    progress();
  }

  function surroundings(context) {
    if (!context) { return [make("p", "原文无法显示，请按上面的位置查看原件。")]; }
    if (context.rows.length) {
      const table = make("table");
      context.rows.forEach((row) => {
        const line = table.insertRow();
        row.forEach((cell) => {
          const made = line.insertCell();
          made.textContent = cell.text;
          made.rowSpan = cell.rowspan;
          made.colSpan = cell.colspan;
          if (cell.is_marked) { made.className = "marked"; }
        });
      });
      return [table];
    }
    const paragraph = make("p");
    context.segments.forEach((piece) => paragraph.append(make(piece.is_marked ? "mark" : "span", piece.text)));
    return [paragraph];
  }

  function picture() {
    const image = make("img");
    image.alt = "原件截图，数字处有标记";
    image.src = `case/${here}/picture?wide=${wide}`;
    image.onload = () => {
      image.classList.add("ready");
      if (here + 1 < state.count) { fetch(`case/${here + 1}/picture?wide=false`).catch(() => {}); }
    };
    image.onerror = () => fill($("evidence"), [make("p", "原件图像无法显示，请按上面的位置查看原件。")]);
    return image;
  }

  function entry(item, index) {
    const label = make("label", item.label ? `${item.label} ` : "更正为 ");
    const input = make("input");
    input.dataset.column = item.column;
    input.placeholder = item.label ? item.value : "";
    input.autocomplete = "off";
    input.inputMode = "decimal";
    input.id = index === shown.entries.length - 1 ? "first" : "";
    input.addEventListener("input", later);
    label.append(input, make("span", item.unit));
    return label;
  }

  function render(found) {
    shown = found;
    const row = found.entries.length > 1;
    $("where").textContent = [found.unit, found.year && `${found.year}年度`, found.file, found.place].filter(Boolean).join(" · ");
    $("label").textContent = found.label;
    $("read").className = $("entries").className = row ? "row" : "";
    fill($("read"), [make("span", "程序读作"), make("b", found.printed || "（空白）"),
      make("span", row || !found.entries[0].value ? "" : `＝ ${found.entries[0].value}`)]);
    fill($("reasons"), [...found.reasons.map((text) => make("li", text)),
      ...found.findings.map((text) => make("li", `涉及问题：${text}`, "finding"))]);
    fill($("entries"), found.entries.map(entry));
    fill($("choices"), found.choices.map((choice, index) => {
      const button = make("button");
      button.append(make("kbd", String(index + 1)), `${choice.text}`, make("small", `　${choice.note}`));
      button.addEventListener("click", () => choose(index));
      return button;
    }));
    fill($("evidence"), found.picture ? [picture(), make("p", "正在读取原件……")] : surroundings(found.context));
    const marked = $("evidence").querySelector(".marked, mark");
    if (marked) { marked.scrollIntoView({ block: "center" }); }
    document.querySelectorAll("#keys button").forEach((button) => {
      button.classList.toggle("on", Boolean(found.decided) && button.dataset.do === found.decided);
    });
    document.querySelector("[data-do=undo]").disabled = !found.decided;
    document.querySelector("[data-do=wide]").disabled = !found.picture;
    document.querySelector("[data-do=keep]").disabled = !found.entries.some((item) => item.value);
    say("");
    fill($("effect"), [make("p", "正在计算……")]);
    $("work").dataset.number = String(here + 1);
    document.activeElement.blur();
    preview();
  }

  async function go(number) {
    here = Math.max(0, Math.min(number, state.count));
    wide = false;
    if (here >= state.count) { finish(); return; }
    screen("work");
    progress();
    try { render(await get(`case/${here}`)); } catch (error) { told(error); }
  }

  function typed() {
    const texts = {};
    document.querySelectorAll("#entries input").forEach((input) => {
      if (input.value.trim()) { texts[input.dataset.column] = input.value.trim(); }
    });
    return texts;
  }
  function decision(choice) {
    return { choice, texts: choice === "correct" ? typed() : {}, why: $("why").value };
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(preview, 200);
  }

  // What the typed value, or the value as read, does to the sums.
  async function preview() {
    const turn = ++asked;
    const correct = Object.keys(typed()).length > 0;
    const readable = shown.entries.some((item) => item.value);
    $("effect").setAttribute("aria-busy", "true");
    try {
      const found = await post(`case/${here}/effect`, decision(correct ? "correct" : readable ? "keep" : "not_figure"));
      if (turn !== asked) { return; }
      say("");
      effect(found);
    } catch (error) {
      if (turn !== asked) { return; }
      told(error);
      fill($("effect"), []);
    }
    $("effect").removeAttribute("aria-busy");
  }

  function effect(found) {
    const table = make("table");
    found.lines.forEach((line) => {
      const row = table.insertRow();
      row.className = `${line.outcome} ${line.changed ? "changed" : ""}`;
      const name = row.insertCell();
      name.append(line.name, make("small", line.text));
      const told = row.insertCell();
      told.className = `state ${line.outcome}`;
      if (line.changed && line.before) { told.append(make("s", line.before), " → "); }
      told.append(line.after || "不再参加");
    });
    const notes = found.lines.length ? [table] : [make("p", found.unknown
      ? "用到这个数的合计缺数或前后不一，暂时无法检查。"
      : "这个数不参加本件的合计；占比、增减等在下次核对时检验。")];
    if (found.doubts_after !== found.doubts_before) {
      notes.push(make("p", `本件存疑数字 ${found.doubts_before} 处 → ${found.doubts_after} 处`));
    }
    fill($("effect"), notes);
  }

  async function decide(choice) {
    try {
      state = await post(`case/${here}/decide`, decision(choice));
      $("why").value = "";
      await go(here + 1);
    } catch (error) { told(error); }
  }

  function choose(index) {
    const choice = shown.choices[index];
    if (!choice) { return; }
    const input = document.querySelector(`#entries input[data-column="${choice.column}"]`) || $("first");
    input.value = choice.text;
    input.focus();
    preview();
  }

  async function undo() {
    try {
      state = await post(`case/${here}/undo`);
      await go(here);
    } catch (error) { told(error); }
  }

  const deeds = {
    keep: () => decide("keep"),
    correct: () => (Object.keys(typed()).length ? decide("correct") : $("first").focus()),
    not_figure: () => decide("not_figure"),
    back: () => go(here - 1),
    next: () => go(here + 1),
    undo,
    wide: () => { wide = !wide; fill($("evidence"), [picture()]); },
  };
  const keys = { " ": "keep", c: "correct", n: "not_figure", arrowleft: "back", arrowright: "next", u: "undo", w: "wide" };

  document.querySelectorAll("#keys button").forEach((button) => {
    button.addEventListener("click", () => deeds[button.dataset.do]());
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !$("ask").hidden) { return; }
    if (event.target instanceof HTMLInputElement) {
      if (event.key === "Enter") { event.preventDefault(); deeds.correct(); }
      if (event.key === "Escape") { event.target.value = ""; event.target.blur(); preview(); }
      return;
    }
    if (!$("done").hidden) {
      if (event.key === "ArrowLeft") { go(state.count - 1); }
      return;
    }
    if (/^[1-9]$/.test(event.key)) { event.preventDefault(); choose(Number(event.key) - 1); return; }
    const name = keys[event.key.toLowerCase()];
    const button = name && document.querySelector(`[data-do=${name}]`);
    if (button && !button.disabled) { event.preventDefault(); deeds[name](); }
  });

  $("who-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!$("who").value.trim()) { $("who").focus(); return; }
    state = await post("who", { who: $("who").value });
    go(0);
  });

  get("state").then((found) => {
    state = found;
    progress();
    if (!state.count) { finish(); } else if (state.who) { go(0); } else { screen("ask"); $("who").focus(); }
  });
}());
