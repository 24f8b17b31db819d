// What a device keeps until the server has it: the one store of every script. A browser may forbid to keep anything, or
// have no room left: then nothing is kept and nothing breaks; the page works with the server only.
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

// --- Texts that are not saved yet ------------------------------------------------------------------------------------
// Each stands under an opaque mark of a person and a box, so nobody else's account finds it; none stays for longer than
// a day, nor beyond signing out (start.js). Sessions that wait for a signal (offline/queue.js) are no such texts: they
// outlast both, because nobody else has them.
const TYPED = "typed:";
const DAY = 24 * 60 * 60 * 1000;

const ofToday = (found) => (found && Date.now() - found.at < DAY ? found : null);
const typed = () => guarded(() => Object.keys(localStorage).filter((key) => key.startsWith(TYPED)), []);

export const keep = (mark, text) => write(TYPED + mark, { text, at: Date.now() });

export const kept = (mark) => ofToday(read(TYPED + mark));

export const drop = (mark) => remove(TYPED + mark);

export const dropAll = () => typed().forEach(remove);

export const dropOld = () => typed().filter((key) => !ofToday(read(key))).forEach(remove);
