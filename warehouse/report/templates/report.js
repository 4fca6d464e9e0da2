"use strict";
// One page at a time, chosen by the address; filters and sorting. Without scripts all is shown.
(function () {
  const pages = Array.from(document.querySelectorAll("[data-page]"));
  const links = Array.from(document.querySelectorAll("nav a"));

  // What a large county keeps as text until it is asked for: pages of units, rows of long tables.
  function folded(parent) { return parent.querySelector(':scope > script[type="text/html"]'); }

  function unfold(parent) {
    const kept = folded(parent);
    if (kept) { kept.outerHTML = kept.textContent; }
  }

  function unfoldRows(table) {
    unfold(table.tBodies[0]);
    const note = table.parentElement.previousElementSibling;
    if (note && note.matches(".rest")) { note.remove(); }
  }

  function find(id) {
    const within = (page) => folded(page) && folded(page).textContent.includes(`id="${id}"`);
    const found = document.getElementById(id);
    const page = found || pages.find(within);
    if (page) { unfold(page); }
    return found || document.getElementById(id);
  }

  function show() {
    const wanted = decodeURIComponent(location.hash.slice(1)) || "overview";
    let target = find(wanted);
    let page = target && target.closest("[data-page]");
    if (!page) { page = pages[0]; target = null; }
    pages.forEach((item) => { item.hidden = item !== page; });
    const name = page.dataset.parent || page.id;
    links.forEach((link) => link.classList.toggle("here", link.hash === "#" + name));
    requestAnimationFrame(() => {
      if (target && target !== page) { target.scrollIntoView(); } else { window.scrollTo(0, 0); }
    });
  }

  function rowsOf(table) { return Array.from(table.tBodies[0].rows); }

  function apply(table) {
    const search = document.querySelector(`[data-filter="${table.id}"]`);
    const only = document.querySelector(`[data-only="${table.id}"]`);
    const words = search ? search.value.trim().toLowerCase().split(/\s+/) : [];
    const hidden = new Set();
    if (table.id === "finding-table") {
      document.querySelectorAll("[data-severity]").forEach((box) => {
        if (!box.checked) { hidden.add(box.dataset.severity); }
      });
    }
    let shown = 0;
    rowsOf(table).forEach((row) => {
      const text = (row.dataset.text || row.textContent).toLowerCase();
      const fits = words.every((word) => text.includes(word))
        && !(only && only.checked && row.dataset.bad === "0")
        && !hidden.has(row.dataset.level);
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    const count = document.querySelector(`[data-count="${table.id}"]`);
    if (count) { count.textContent = `显示 ${shown} 条`; }
  }

  function key(cell) {
    const text = "value" in cell.dataset ? cell.dataset.value : cell.textContent.trim();
    const number = Number(text.replace(/[,%\s万元]/g, ""));
    return text !== "" && !Number.isNaN(number) ? number : text;
  }

  function compare(a, b) {
    if (a === "" || b === "") { return a === b ? 0 : a === "" ? 1 : -1; }
    if (typeof a === "number" && typeof b === "number") { return a - b; }
    return String(a).localeCompare(String(b), "zh-CN");
  }

  function sortable(table) {
    Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
      head.tabIndex = 0;
      const sort = () => {
        unfoldRows(table);
        const down = head.getAttribute("aria-sort") === "ascending";
        Array.from(table.tHead.rows[0].cells).forEach((cell) => cell.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = rowsOf(table).map((row) => [key(row.cells[column]), row]);
        rows.sort((a, b) => {
          const blank = (a[0] === "") - (b[0] === "");
          return blank || (down ? -1 : 1) * compare(a[0], b[0]);
        });
        rows.forEach((pair) => table.tBodies[0].appendChild(pair[1]));
      };
      head.addEventListener("click", sort);
      head.addEventListener("keydown", (event) => { if (event.key === "Enter") { sort(); } });
    });
  }

  document.querySelectorAll(".rest button").forEach((button) => {
    const table = button.parentElement.nextElementSibling.querySelector("table");
    button.addEventListener("click", () => { unfoldRows(table); apply(table); });
  });
  document.querySelectorAll("table[data-sortable]").forEach(sortable);
  ["matrix-table", "finding-table", "unit-table"].forEach((id) => {
    const table = document.getElementById(id);
    if (!table) { return; }
    const boxes = document.querySelectorAll(
      `[data-filter="${id}"], [data-only="${id}"]` + (id === "finding-table" ? ", [data-severity]" : ""));
    boxes.forEach((box) => box.addEventListener("input", () => { unfoldRows(table); apply(table); }));
    apply(table);
  });
  if ("scrollRestoration" in history) { history.scrollRestoration = "manual"; }
  window.addEventListener("hashchange", show);
  show();
}());
