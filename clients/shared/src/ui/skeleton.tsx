import { useWords } from './words';

// Takes the place of what is still on its way, so that nothing moves when it comes.
export function Skeleton({ rows }: { rows: number }) {
  const words = useWords();
  return (
    <div className="skeleton">
      <span className="hidden">{words.loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className="skeleton__row" aria-hidden="true" />
      ))}
    </div>
  );
}
