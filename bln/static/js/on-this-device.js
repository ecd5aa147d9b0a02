// On every page of who is signed in: what lies unsent on this device shows, and to sign out leaves nothing behind.
const kept = () => {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith("bln:"));
  } catch {
    return false;
  }
};

function tell() {
  const { unsent, at } = JSON.parse(localStorage.getItem("bln:device") ?? "{}");
  const place = document.querySelector(".messages");
  if (!unsent || !place || document.querySelector("[data-unsent]")) return;
  const notice = document.createElement("div");
  notice.className = "notice notice-warn";
  notice.innerHTML = '<div class="notice-body"><p class="notice-title"></p><p><a>Till mötet</a></p></div>';
  notice.querySelector("p").textContent = `Inte sparat – finns på den här enheten (${unsent})`;
  notice.querySelector("a").href = `${at}/anteckningar`;
  place.append(notice);
}

document.querySelector("[data-sign-out]")?.addEventListener("submit", async (event) => {
  if (!kept()) return;
  event.preventDefault();
  const form = event.target;
  const { mayLeave } = await import("./leave-device.js");
  if (await mayLeave()) form.submit();
});

if (kept()) tell();
