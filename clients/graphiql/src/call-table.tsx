// Each call: its figures, when it was under way, and what it asked.
import type { Call, Execution } from './execution';
import { milliseconds, texts } from './texts';

export function CallTable({ execution }: { execution: Execution }) {
  return (
    <table className="per-call">
      <caption>{texts.perCall}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.call}</th>
          <th scope="col" title={texts.keysHint}>{texts.keys}</th>
          <th scope="col" title={texts.waveHint}>{texts.wave}</th>
          <th scope="col">{texts.start}</th>
          <th scope="col">{texts.duration}</th>
          <th scope="col">{texts.outcome}</th>
        </tr>
      </thead>
      {execution.bevragingen.map((call, index) => (
        <One key={index} call={call} whole={execution.seconden} />
      ))}
    </table>
  );
}

// Two rows that belong together, so a body of their own.
function One({ call, whole }: { call: Call; whole: number }) {
  const share = (seconds: number) => `${Math.min(100, (100 * seconds) / (whole || 1))}%`;
  const well = /^2\d\d$/.test(call.uitkomst);
  return (
    <tbody data-call={call.bron} data-golf={call.golf}>
      <tr>
        <th scope="rowgroup">
          {call.naam}
          <code>{call.operatie}</code>
        </th>
        <td>{call.sleutels}</td>
        <td>{call.golf}</td>
        <td>{milliseconds(call.begin)}</td>
        <td>{milliseconds(call.seconden)}</td>
        <td>
          <span className={well ? 'well' : 'amiss'}>{call.uitkomst || '–'}</span>
          {call.pogingen > 1 && <small>{texts.tries(call.pogingen)}</small>}
        </td>
      </tr>
      <tr>
        <td colSpan={6}>
          <div className="timeline" aria-hidden="true">
            <div style={{ marginInlineStart: share(call.begin), width: share(call.seconden) }} />
          </div>
          {call.gevraagd.length > 0 && (
            <details>
              <summary>
                {call.gevraagd.length} {texts.fieldsOf(call.gevraagd.length)}
              </summary>
              <ul>
                {call.gevraagd.map((field) => (
                  <li key={field}>
                    <code>{field}</code>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </td>
      </tr>
    </tbody>
  );
}
