// Days and times as people read them.
export const time = (moment) => new Date(moment).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

export const dayAndTime = (moment) =>
  `${new Date(moment).toLocaleDateString("en-GB", { day: "numeric", month: "long" })} at ${time(moment)}`;
