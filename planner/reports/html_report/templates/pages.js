// One section at a time, chosen by the address of the page.
const home = "overview";
const title = document.title;
const seen = new Set();

function chosen() {
  let name = location.hash.slice(1);
  try {
    name = decodeURIComponent(name);
  } catch {
    return { section: document.getElementById(home) }; // no address of this page
  }
  if (name.startsWith("unit-")) {
    const unit = data.units.indexOf(name.slice("unit-".length));
    if (unit >= 0) return { section: document.getElementById("unit"), unit };
  }
  const section = document.getElementById(name);
  const known = section !== null && section.parentElement.id === "main" && section.id !== "unit";
  return { section: known ? section : document.getElementById(home) };
}

function show(moved) {
  const { section, unit } = chosen();
  if (unit !== undefined) drawUnit(unit);
  if (section.id === "enrolments") drawEnrolments();
  else if (unit === undefined && !seen.has(section)) {
    section.querySelectorAll("table.data").forEach(enhance);
    section.querySelectorAll(".later").forEach(drawLater);
  }
  seen.add(section);
  document.querySelectorAll("main > section").forEach((other) =>
    other.classList.toggle("shown", other === section));
  document.body.dataset.view = section.id;
  const address = unit === undefined ? `#${section.id}` : "#units";
  document.querySelectorAll("#index a").forEach((link) => {
    if (decodeURIComponent(link.getAttribute("href")) === address) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  const heading = section.querySelector("h2");
  document.title = section.id === home ? title : `${heading.textContent.trim()} – ${title}`;
  if (!moved) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
  if (narrow.matches) contents.open = false;
}

const narrow = matchMedia("(max-width: 800px)");
const contents = document.querySelector("nav details");
contents.open = !narrow.matches;
narrow.addEventListener("change", () => { contents.open = !narrow.matches; });
addEventListener("hashchange", () => {
  if (location.hash === "#main") document.getElementById("main").focus();
  else show(true);
});
show(false);
