// How often each registry was asked, and for how many of its fields.
import { type Execution, registriesOf } from './execution';
import { texts } from './texts';

export function RegistryTable({ execution }: { execution: Execution }) {
  return (
    <table className="registries">
      <caption>{texts.perRegistry}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.registry}</th>
          <th scope="col">{texts.number}</th>
          <th scope="col">{texts.fields}</th>
        </tr>
      </thead>
      <tbody>
        {registriesOf(execution).map((registry) => (
          <tr key={registry.bron} data-bron={registry.bron} data-calls={registry.calls}>
            <th scope="row">{registry.naam}</th>
            <td>{registry.calls}</td>
            <td>{registry.fields}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
