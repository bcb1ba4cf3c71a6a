// Requests that have to do with this one. Most have none; then nothing is there.
import { present, usePerson } from '../../client/asked';
import { type Masked, unmasked } from '../../client/document';
import { faultsAt } from '../../client/faults';
import { VerwanteAanvragen } from '../../gql/documents';
import type { VerwanteFragment } from '../../gql/types';
import { Block } from '../../ui/block';
import { Row, Rows } from '../../ui/rows';
import { Tag } from '../../ui/tag';
import { Dutch } from '../person/dutch';
import { requestAddress } from './request-card';
import { useRequestTexts } from './texts';

export function RequestRelatives({ id }: { id: string }) {
  const texts = useRequestTexts();
  const { data, faults, loading, again } = usePerson(VerwanteAanvragen, { id });
  if (loading) return null;
  const { hoofdaanvraag = null, deelaanvragen = null, gerelateerd = null } = data?.aanvraag ?? {};
  const all: readonly (readonly [Masked<VerwanteFragment>, string])[] = [
    ...present([hoofdaanvraag]).map((each) => [each, texts.partOf] as const),
    ...present(deelaanvragen).map((each) => [each, texts.part] as const),
    ...present(gerelateerd).map((each) => [each, texts.relatedTo] as const),
  ];
  return (
    <Block title={texts.related} loading={false} value={all} faults={faultsAt(faults, 'aanvraag')} again={again}>
      {() => (
        <Rows>
          {all.map(([request, how], place) => (
            <Relative key={place} request={unmasked(request)} how={how} />
          ))}
        </Rows>
      )}
    </Block>
  );
}

function Relative({ request, how }: { request: VerwanteFragment; how: string }) {
  const { id, nummer, titel, status, afgerond } = request;
  const texts = useRequestTexts();
  return (
    <Row
      icon="folder"
      title={
        <>
          <Dutch>{titel ?? nummer}</Dutch>
          <span className="hidden">
            , {texts.number} {nummer}
          </span>
        </>
      }
      href={requestAddress(id)}
      tag={afgerond && <Tag kind="done">{texts.completed}</Tag>}
    >
      {[how, status?.naam, nummer && `${texts.number} ${nummer}`].filter(Boolean).join(' · ')}
    </Row>
  );
}
