// The panel: what the last operation of the active tab asked of the registries.
import { type GraphiQLPlugin, useGraphiQL } from '@graphiql/react';

import { CallTable } from './call-table';
import { useRun } from './executions';
import { RegistryTable } from './registry-table';
import { Summary } from './summary';
import { language, texts } from './texts';

export const CALLS_PLUGIN: GraphiQLPlugin = { title: texts.calls, icon: CallsIcon, content: Calls };

function Calls() {
  const tab = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.id ?? '');
  const run = useRun(tab);
  const execution = run?.execution;
  return (
    <section className="calls" lang={language} aria-label={texts.calls} data-run={run?.number ?? 0}>
      <h2>{texts.calls}</h2>
      <div role="status">
        {execution ? <Summary execution={execution} /> : <p>{run ? texts.notTold : texts.notRun}</p>}
        {execution?.bevragingen.length === 0 && <p>{texts.noCalls}</p>}
      </div>
      {execution && execution.bevragingen.length > 0 && (
        <>
          <RegistryTable execution={execution} />
          <CallTable execution={execution} />
        </>
      )}
    </section>
  );
}

function CallsIcon() {
  return (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" aria-hidden="true">
      <path d="M2.5 4h7M5.5 10h9M11.5 16h6" />
      <path d="M2.5 1.5v17" strokeOpacity="0.5" />
    </svg>
  );
}
