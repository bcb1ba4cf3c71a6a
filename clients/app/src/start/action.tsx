// Something that somebody has to do: where it is done, and by when.
import { type Masked, unmasked } from 'mijndenhaag-shared/src/client/document';
import { isPast, useFormat } from 'mijndenhaag-shared/src/language/format';
import { worded } from 'mijndenhaag-shared/src/language/language';
import { Row } from 'mijndenhaag-shared/src/ui/rows';
import { Tag } from 'mijndenhaag-shared/src/ui/tag';

import type { ActieRijFragment } from '../gql/types';
import { PortalRow } from '../portal-row';

const useTexts = worded({
  nl: {
    task: 'Taak',
    by: (day: string, left: string) => `uiterlijk ${day} (${left})`,
    late: 'Te laat',
  },
  en: {
    task: 'Task',
    by: (day, left) => `by ${day} (${left})`,
    late: 'Overdue',
  },
});

export function Action({ task }: { task: Masked<ActieRijFragment> }) {
  const { titel, uiterlijk, link } = unmasked(task);
  const texts = useTexts();
  const { day, left } = useFormat();
  const title = titel ?? texts.task;
  const tag = uiterlijk && isPast(uiterlijk) && <Tag kind="late">{texts.late}</Tag>;
  const until = uiterlijk && texts.by(day(uiterlijk), left(uiterlijk));
  return link ? (
    <Row icon="task" title={title} href={link} external tag={tag}>
      {until}
    </Row>
  ) : (
    <PortalRow icon="task" title={title} href="/taken" tag={tag}>
      {until}
    </PortalRow>
  );
}
