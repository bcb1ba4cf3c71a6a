// Days, moments, amounts and sizes as they are written in the language of the page.
import { type Language, useLanguage } from './language';

const LOCALE = { nl: 'nl-NL', en: 'en-GB' };

export interface Format {
  day(date: string): string; // "2026-11-24" or a moment → 24 november 2026
  shortDay(date: string): string; // 24 nov 2026
  month(date: string): string; // november 2026
  moment(moment: string): string; // 24 november 2026 om 14:05
  weekday(date: string): string; // dinsdag
  time(moment: string): string; // 14:05
  amount(euros: string): string; // "1234.50" → € 1.234,50
  whole(euros: number): string; // 463000 → € 463.000
  number(value: number): string;
  size(bytes: number): string; // 1,2 MB
  left(date: string): string; // over 3 dagen, gisteren
}

const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' });
const today = (): string => isoDay.format(new Date());

// The day of a moment, in the city: "2026-11-24".
export const dayInCity = (moment: string): string => isoDay.format(new Date(moment));

// Whether a day is over in the city.
export const isPast = (date: string): boolean => date < today();

const cache: Partial<Record<Language, Format>> = {};

function formatOf(language: Language): Format {
  const locale = LOCALE[language];
  // A day without a time is that day everywhere; a moment is told in the time of the city.
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const day = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    const moment = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'Europe/Amsterdam' });
    return (text: string) => (text.includes('T') ? moment : day).format(new Date(text));
  };
  const euros = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' });
  const wholeEuros = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
  const whole = new Intl.NumberFormat(locale);
  const one = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return {
    day: dates({ day: 'numeric', month: 'long', year: 'numeric' }),
    shortDay: dates({ day: 'numeric', month: 'short', year: 'numeric' }),
    month: dates({ month: 'long', year: 'numeric' }),
    moment: dates({ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
    weekday: dates({ weekday: 'long' }),
    time: dates({ hour: '2-digit', minute: '2-digit' }),
    amount: (text) => euros.format(text as unknown as number), // a text is formatted exactly (ECMA-402, NumberFormat v3)
    whole: (euros) => wholeEuros.format(euros),
    number: (value) => whole.format(value),
    size: (bytes) => {
      const [value, unit] = bytes < 1e6 ? [Math.max(1, Math.round(bytes / 1e3)), 'kB'] : [bytes / 1e6, 'MB'];
      return `${one.format(value)} ${unit}`;
    },
    left: (text) => {
      const days = (Date.parse(text.slice(0, 10)) - Date.parse(today())) / 86_400_000;
      return Math.abs(days) < 60 ? relative.format(days, 'day') : relative.format(Math.round(days / 30.4), 'month');
    },
  };
}

export function useFormat(): Format {
  const [language] = useLanguage();
  return (cache[language] ??= formatOf(language));
}
