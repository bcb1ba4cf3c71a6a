// What stands above the workplace.
import { useLanguage } from 'mijndenhaag-shared/src/language/language';
import { useShellTexts } from 'mijndenhaag-shared/src/shell/texts';

import { useAgentTexts } from './texts';

export function Header() {
  const texts = useAgentTexts();
  const shell = useShellTexts();
  const [language, choose] = useLanguage();
  const other = language === 'nl' ? 'en' : 'nl';
  return (
    <header className="header">
      <div className="header__inner workplace__header">
        <span className="header__name">{texts.name}</span>
        <span className="workplace__part">{texts.part}</span>
        <button type="button" className="header__way" lang={other} onClick={() => choose(other)}>
          {shell.language}
        </button>
        <form method="post" action="/uitloggen">
          <button className="header__way">{shell.out}</button>
        </form>
      </div>
    </header>
  );
}
