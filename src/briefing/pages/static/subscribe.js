// The show's address is this computer's own: where the page was opened by another name (a phone on the same network),
// the links and the address shown take that name.  The picture cannot, and goes.
"use strict";
(() => {
  const section = document.getElementById("subscribe");
  const told = section.dataset.local;
  if (!location.protocol.startsWith("http")) return;
  const here = new URL(section.querySelector(".address").getAttribute("href"), location.href).href;
  if (here === told) return;
  const bare = (address) => address.replace(/^https?:\/\//, "");
  for (const link of section.querySelectorAll(".apps a")) {
    link.href = link
      .getAttribute("href")
      .replace(encodeURIComponent(told), encodeURIComponent(here))
      .replace(bare(told), bare(here));
  }
  section.querySelector(".address").textContent = here;
  section.querySelector("figure")?.remove();
  document.getElementById("local").remove();
})();
