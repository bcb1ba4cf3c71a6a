import type { ReactNode } from 'react';

// Names with their values; what is null, undefined or empty is left out.
export function Descriptions({ items }: { items: readonly (readonly [name: string, value: ReactNode])[] }) {
  const there = items.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false);
  if (there.length === 0) return null;
  return (
    <dl className="descriptions">
      {there.map(([name, value]) => (
        <div key={name} className="descriptions__item">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
