// What people do while the page's program is on its way is kept and done once it is there: presses of buttons, what is
// typed and chosen, forms that only the program can send.
(() => {
  const kept = new Map();
  // The last thing done to a part of the page counts, in its place among the others.
  const put = (at, again) => {
    kept.delete(at);
    kept.set(at, again);
  };
  const keep = (event) => {
    const at = event.target;
    if (event.type === "submit") {
      if (at.hasAttribute("action")) return;
      event.preventDefault();
      put(at, () => at.requestSubmit());
    } else if (event.type === "click") {
      const button = at.closest("button");
      if (button && !(button.form && button.type === "submit")) put(button, () => button.click());
    } else {
      const { value, checked } = at;
      put(at, () => {
        if (at.type !== "file" && at.value !== value) at.value = value;
        if (at.checked !== checked) at.checked = checked;
        for (const type of ["input", "change"]) at.dispatchEvent(new Event(type, { bubbles: true }));
      });
    }
  };
  const types = ["click", "input", "change", "submit"];
  for (const type of types) addEventListener(type, keep, true);
  addEventListener("waypost-live", () => {
    for (const type of types) removeEventListener(type, keep, true);
    for (const [at, again] of kept) if (at.isConnected) again();
  }, { once: true });
})();
