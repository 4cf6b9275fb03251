const made = new Map<string, Intl.DateTimeFormat>();

/** A format of dates, made once: making one takes far longer than using it, and lists need it for every row. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = made.get(key) ?? new Intl.DateTimeFormat(locale, options);
  made.set(key, format);
  return format;
}

/** "23:59": the time of day of an instant, in a zone. */
export function timeOfDay(instant: string, timeZone: string): string {
  return dateFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(instant));
}
