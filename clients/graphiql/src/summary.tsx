// The execution in figures.
import { type Execution, registriesOf } from './execution';
import { milliseconds, texts } from './texts';

export function Summary({ execution }: { execution: Execution }) {
  const calls = execution.bevragingen.length;
  const registries = registriesOf(execution);
  const fields = registries.reduce((sum, registry) => sum + registry.fields, 0);
  return (
    <p className="summary">
      <span data-total={calls}>
        <b>{calls}</b> {texts.callsOf(calls)}
      </span>
      <span data-registries={registries.length}>
        <b>{registries.length}</b> {texts.registriesOf(registries.length)}
      </span>
      <span data-fields={fields}>
        <b>{fields}</b> {texts.fieldsOf(fields)}
      </span>
      <span data-golven={execution.golven}>
        <b>{execution.golven}</b> {texts.wavesOf(execution.golven)}
      </span>
      <span data-kosten={execution.kosten}>
        <b>{execution.kosten}</b> {texts.cost}
      </span>
      <span data-seconden={execution.seconden}>
        <b>{milliseconds(execution.seconden)}</b> {texts.took}
      </span>
    </p>
  );
}
