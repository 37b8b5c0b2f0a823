import { TAG } from "./tags";
import { latin1 } from "./strings";

/**
 * A UTCTime or GeneralizedTime as ISO 8601 in UTC ("2027-01-01T00:00:00Z"; with milliseconds when it has a fraction), or
 * undefined for what is no date. Years of UTCTime are 1950 to 2049 (RFC 5280 §4.1.2.5.1). BER's offsets, missing seconds
 * and fractions are read; a time without a zone is not, since nobody can say when it is.
 */
export function decodeTime(tag: number, content: Uint8Array): string | undefined {
  if (content.length > 40) return undefined;
  const text = latin1(content);
  const parts =
    tag === TAG.utcTime
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?()(Z|[+-]\d{4})$/.exec(text)
      : /^(\d{4})(\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)?)?(?:[.,](\d+))?(Z|[+-]\d{4})$/.exec(text);
  if (!parts) return undefined;
  const [, yearText, month, day, hour, minute = "0", second = "0", fraction = "", zone = "Z"] = parts;
  let year = Number(yearText);
  if (tag === TAG.utcTime) year += year < 50 ? 2000 : 1900;
  const fields = [year, Number(month), Number(day), Number(hour), Number(minute), Number(second)] as const;
  if (!isDate(...fields)) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(fields[0], fields[1] - 1, fields[2]);
  // A fraction counts of the last unit written: of the hour, the minute or the second (X.680 §46.3).
  const unit = parts[5] === undefined ? 3_600_000 : parts[6] === undefined ? 60_000 : 1000;
  date.setUTCHours(
    fields[3],
    fields[4],
    fields[5],
    fraction ? Math.floor(Number(`0.${fraction}`) * unit) : 0,
  );
  if (zone !== "Z") {
    const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3));
    date.setTime(date.getTime() - (zone.startsWith("-") ? -1 : 1) * minutes * 60_000);
  }
  return isoTime(date.getTime());
}

/** Milliseconds since 1970 as ISO 8601 in UTC, with milliseconds only when there are some; undefined beyond what a date can hold. */
export function isoTime(milliseconds: number): string | undefined {
  if (!(Math.abs(milliseconds) <= 8.64e15)) return undefined;
  return new Date(milliseconds).toISOString().replace(".000Z", "Z");
}

function isDate(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days && hour <= 23 && minute <= 59 && second <= 59;
}

/** "2027-01-01T00:00:00Z" as "2027-01-01 00:00:00 UTC". */
export function displayTime(iso: string): string {
  return iso.replace("T", " ").replace("Z", " UTC");
}
