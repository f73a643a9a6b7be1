// The device knows where it is: its zone stands first, and is chosen where nothing speaks for another.
function proposeZone() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  for (const list of document.querySelectorAll("select[data-zones]")) {
    const zone = [...list.options].find((one) => [one.value, ...(one.dataset.also ?? "").split(" ")].includes(timeZone));
    const group = Object.assign(document.createElement("optgroup"), { label: list.dataset.zones });
    delete list.dataset.zones;
    if (!zone) continue;
    group.append(new Option(zone.text, zone.value));
    list.querySelector("optgroup")?.before(group);
    if ("undecided" in list.dataset) list.value = zone.value;
  }
}

proposeZone();
document.addEventListener("htmx:after:swap", proposeZone);
