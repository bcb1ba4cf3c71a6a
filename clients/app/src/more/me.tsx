// Who I am and where I live, as the municipality has it.
import { usePerson } from 'mijndenhaag-shared/src/client/asked';
import { worded } from 'mijndenhaag-shared/src/language/language';
import { Block } from 'mijndenhaag-shared/src/ui/block';
import { Descriptions } from 'mijndenhaag-shared/src/ui/descriptions';

import { Gegevens } from '../gql/documents';

const useTexts = worded({
  nl: { title: 'Uw gegevens', name: 'Naam', address: 'Adres', unknown: 'Uw naam en adres zijn niet bekend.' },
  en: { title: 'Your data', name: 'Name', address: 'Address', unknown: 'Your name and address are not known.' },
});

export const useMe = () => usePerson(Gegevens, {});

export function Me({ data, faults, loading, again }: ReturnType<typeof useMe>) {
  const texts = useTexts();
  return (
    <Block
      title={texts.title}
      loading={loading}
      value={data}
      faults={faults}
      again={again}
      isEmpty={({ naam, adres }) => naam === null && adres === null}
      empty={texts.unknown}
    >
      {({ naam, adres }) => (
        <Descriptions
          items={[
            [texts.name, naam?.volledigeNaam],
            [texts.address, adres && <Lines lines={adres.regels} />],
          ]}
        />
      )}
    </Block>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return lines.map((line) => (
    <span key={line} className="line">
      {line}
    </span>
  ));
}
