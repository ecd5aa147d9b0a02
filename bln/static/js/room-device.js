// The room with a network: where something lies on this device, how much of it is unsent shows, and what was taken along
// of the meeting is brought up to date.
const { meeting } = document.querySelector("[data-unsent]").dataset;

async function look() {
  if (!localStorage.getItem("bln:device")) return;
  await import("./queue-list.js");
  const { fetchMeeting, takenMeeting } = await import("./device.js");
  if (await takenMeeting(meeting)) await fetchMeeting(meeting);
}

look().catch(() => null); // a browser that keeps nothing has nothing to show
