// A day of which sometimes only the month or the year is known, or nothing: registries tell it in Dutch words only.
import { type Masked, unmasked } from '../../client/document';
import type { DagFragment } from '../../gql/types';
import { useFormat } from '../../language/format';
import { useDataTexts } from './texts';

export type Day = Masked<DagFragment> | null | undefined;

export function useDay(): (day: Day) => string | null {
  const format = useFormat();
  const { unknown } = useDataTexts();
  return (day) => {
    if (!day) return null;
    const { datum, jaar, maand } = unmasked(day);
    if (datum) return format.day(datum);
    if (jaar && maand) return format.month(`${jaar}-${String(maand).padStart(2, '0')}-01`);
    return jaar ? String(jaar) : unknown.toLowerCase();
  };
}
