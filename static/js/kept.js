// What a device keeps until the server has it: the one store of every script. A browser may forbid to keep anything, or
// have no room left: then nothing is kept and nothing breaks; the page works with the server only, and says so.
const guarded = (act, otherwise) => {
  try {
    return act();
  } catch {
    return otherwise;
  }
};

// null where nothing stands under the key, or nothing that can be read.
export const read = (key) => guarded(() => JSON.parse(localStorage.getItem(key)), null);

// Says whether it is kept now: what is not must stay on the page.
export const write = (key, value) =>
  guarded(() => {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  }, false);

const remove = (key) => guarded(() => localStorage.removeItem(key));

// --- What is not saved yet -------------------------------------------------------------------------------------------
// Each entry stands under an opaque mark of a person and a box or form, so nobody else's account finds it, and under
// the page that it is typed in, so that two open pages never write over each other's. None stays for longer than a day,
// nor beyond signing out (start.js). Sessions that wait for a signal (offline/queue.js) are no such entries: they
// outlast both, because nobody else has them.
const TYPED = "typed:";
export const SESSIONS = "promise-tracker-sessions";
const OVER = "promise-tracker-signed-out";
const DAY = 24 * 60 * 60 * 1000;
const PATIENCE = 500; // for the page before this one to be gone

// After signing out, here or in another window, nothing more is kept.
export let over = false;
addEventListener("storage", (event) => event.key === OVER && event.newValue && (over = true));

// A page that keeps something holds a lock of its name; one that is closed, or crashed, holds it no more.
const page = crypto.randomUUID();
let release = null;
const hold = () => {
  if (release || !navigator.locks) return;
  release = () => {};
  navigator.locks.request(TYPED + page, () => new Promise((resolve) => (release = resolve)));
};
addEventListener("pagehide", () => {
  release?.();
  release = null;
});
addEventListener("pageshow", (event) => event.persisted && hold());

const left = new Map();
const hasLeft = (name) => {
  if (!name || !navigator.locks) return true;
  if (!left.has(name)) {
    const signal = AbortSignal.timeout(PATIENCE);
    left.set(name, navigator.locks.request(TYPED + name, { signal }, () => true).catch(() => false));
  }
  return left.get(name);
};

// Of two pages that open at once, the second looks when the first has taken.
export const inTurn = (act) => (navigator.locks ? navigator.locks.request(`${TYPED}turn`, act) : act());

const ofToday = (entry) => entry && Date.now() - entry.at < DAY;
const all = () =>
  guarded(() => Object.keys(localStorage), [])
    .filter((key) => key.startsWith(TYPED))
    .map((key) => ({ key, ...read(key) }));
const under = (mark) => all().filter(({ key }) => key === TYPED + mark || key.startsWith(`${TYPED + mark}|`));
const own = (mark) => `${TYPED + mark}|${page}`;

export const keep = (mark, entry) => {
  hold();
  return !over && write(own(mark), { at: Date.now(), ...entry });
};

export const drop = (mark) => remove(own(mark));

// The newest entry that no open page holds, with its key; undefined where there is none.
export const findLeft = async (mark) => {
  const found = under(mark).filter((entry) => ofToday(entry) && entry.key !== own(mark));
  for (const entry of found.sort((a, b) => b.at - a.at)) {
    if (await hasLeft(entry.key.split("|")[1])) return entry;
  }
  return undefined;
};

export const throwAway = ({ key }) => remove(key);

// From now on this page holds it.
export const takeOver = (mark, { key, ...entry }) => {
  remove(key); // first: there may be room for one only
  return keep(mark, entry);
};

export const holds = (mark, text) => under(mark).some((entry) => entry.text === text);

export const dropAllUnder = (mark) => under(mark).forEach(throwAway);

export const dropSaved = (ids) => all().filter(({ id }) => ids.includes(id)).forEach(throwAway);

export const dropOld = () => all().filter((entry) => !ofToday(entry)).forEach(throwAway);

// Who sent a form and is asked to sign in was signed out meanwhile.
export const noteSignedOut = (since) => {
  for (const { key, ...entry } of all()) {
    if (entry.sent > since && !entry.out) write(key, { ...entry, out: Date.now() });
  }
};

export const dropAll = () => {
  over = true;
  write(OVER, Date.now());
  remove(OVER);
  all().forEach(throwAway);
};

// --- What the server says it has stored since the last page (accounts/drafts.py) ------------------------------------
const NAME = "stored_drafts";

export const stored = () =>
  document.cookie.split("; ").find((one) => one.startsWith(`${NAME}=`))?.slice(NAME.length + 1).split(".") ?? [];

export const takeStored = () => {
  const ids = stored();
  if (ids.length > 0) document.cookie = `${NAME}=; path=/; max-age=0; samesite=lax`;
  return ids;
};
