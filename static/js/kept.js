// Texts that are not saved yet, on this device. Each stands under an opaque mark of a person and a box, so nobody else's
// account finds it; none stays for longer than a day, nor beyond signing out (start.js).
export const PREFIX = "typed:";
const DAY = 24 * 60 * 60 * 1000;

// A browser may forbid to keep anything: then the page saves to the server only.
const tried = (act) => {
  try {
    return act();
  } catch {
    return null;
  }
};

export const keep = (mark, text) =>
  tried(() => localStorage.setItem(PREFIX + mark, JSON.stringify({ text, at: Date.now() })));

export const drop = (mark) => tried(() => localStorage.removeItem(PREFIX + mark));

export const kept = (mark) => {
  const found = tried(() => JSON.parse(localStorage.getItem(PREFIX + mark)));
  return found && Date.now() - found.at < DAY ? found : null;
};

const all = () => tried(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) ?? [];

export const dropAll = () => all().forEach((key) => localStorage.removeItem(key));

export const dropOld = () => all().forEach((key) => kept(key.slice(PREFIX.length)) ?? localStorage.removeItem(key));

// How long ago something was, as "10 seconds ago".
export const age = (moment) => {
  const seconds = Math.round((Date.now() - moment) / 1000);
  if (seconds < 5) return "just now";
  if (seconds < 60) return `${seconds} seconds ago`;
  const minutes = Math.floor(seconds / 60);
  return minutes === 1 ? "1 minute ago" : `${minutes} minutes ago`;
};
