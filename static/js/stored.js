// The drafts that the server says it has stored since the last page (accounts/drafts.py).
const NAME = "stored_drafts";

export const stored = () =>
  document.cookie.split("; ").find((one) => one.startsWith(`${NAME}=`))?.slice(NAME.length + 1).split(".") ?? [];

export const takeStored = () => {
  const ids = stored();
  if (ids.length > 0) document.cookie = `${NAME}=; path=/; max-age=0; samesite=lax`;
  return ids;
};
