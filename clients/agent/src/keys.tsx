// Which keys there are. One that is a single character can be switched off (WCAG 2.2, 2.1.4).
import { useAgentTexts } from './texts';

export function Keys({ slash, choose }: { slash: boolean; choose: (slash: boolean) => void }) {
  const texts = useAgentTexts();
  return (
    <details className="keys">
      <summary>{texts.keys}</summary>
      <dl>
        {texts.keyList.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input type="checkbox" checked={slash} onChange={(event) => choose(event.currentTarget.checked)} /> {texts.slash}
      </label>
    </details>
  );
}
