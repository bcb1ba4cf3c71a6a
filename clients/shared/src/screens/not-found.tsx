import { Link } from 'wouter';

import { useShellTexts } from '../shell/texts';
import { Lead, Title } from '../ui/title';

export function NotFound() {
  const texts = useShellTexts();
  return (
    <>
      <Title>{texts.notFound}</Title>
      <Lead>{texts.notFoundText}</Lead>
      <p>
        <Link href="/">{texts.toStart}</Link>
      </p>
    </>
  );
}
