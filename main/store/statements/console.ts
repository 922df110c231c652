const ofHost = `
  SELECT event.* FROM console_entry AS entry JOIN event ON event.run_id = entry.run_id AND event.seq = entry.seq
  WHERE entry.run_id = ? AND entry.host = ? AND`;
/** Entries of a console in a part of the log, newest first. */
export const selectConsoleEntries = `${ofHost} entry.seq >= ? AND entry.seq < ? ORDER BY entry.seq DESC LIMIT ?`;
export const selectLife = `${ofHost} event.kind <> 'console.ran' ORDER BY entry.seq DESC LIMIT ?`;
export const selectTypedLines = `${ofHost} event.kind = 'console.ran' ORDER BY entry.seq DESC LIMIT ?`;

/** Messages of a host in a part of the log, newest first: they are found by going through that part. */
export const selectHostMessages = `
  SELECT * FROM event
  WHERE run_id = ? AND subject = ? AND seq >= ? AND seq < ? AND kind IN ('message.logged', 'message.repeated')
  ORDER BY seq DESC LIMIT ?`;

/** The number in the responders' counting of the first event from a seq on that they see. */
export const selectObservedFrom = `
  SELECT observed FROM event WHERE run_id = ? AND seq >= ? AND observed > 0 ORDER BY seq LIMIT 1`;
