import type { Caller } from '../caller';

// From beside the resident's screen to a page in it; null where there is none.
export function Way({ to, history, children }: { to: string | null; history: Caller['history']; children: string }) {
  if (to === null) return <span className="row__title">{children}</span>;
  return (
    <button type="button" className="way row__title" onClick={() => history.navigate(to)}>
      {children}
    </button>
  );
}
