// How far something is. A step says in words whether it was passed, not only by its mark.
import { useFormat } from '../language/format';
import { Icon } from './icon';
import { useWords } from './words';

export interface Step {
  naam: string | null;
  stand: 'GEWEEST' | 'HUIDIG' | 'KOMT' | 'VOORBIJ';
  sinds?: string | null;
}

export function Steps({ steps }: { steps: readonly Step[] }) {
  const words = useWords();
  const { day } = useFormat();
  if (steps.length === 0) return null;
  return (
    <ol className="steps">
      {steps.map(({ naam, stand, sinds }, place) => (
        <li
          key={place}
          className={`step step--${stand.toLowerCase()}`}
          {...(stand === 'HUIDIG' && { 'aria-current': 'step' as const })}
        >
          <span className="step__mark">{stand === 'GEWEEST' && <Icon name="check" />}</span>
          <span className="step__text">
            <span className="step__name" lang="nl">{naam}</span>
            <span className="hidden"> – {words.stand[stand]}</span>
            {sinds && <span className="step__date">{day(sinds)}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
