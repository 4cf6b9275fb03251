import type { ComponentProps, ReactNode } from 'react';
import { I18nProvider as AriaI18nProvider } from 'react-aria-components';
import { IntlProvider } from 'react-intl';
import { messages } from './messages';

type Messages = ComponentProps<typeof IntlProvider>['messages'];

const richText = { b: (chunks: ReactNode[]) => <strong>{chunks}</strong> };

/** The words of the app. `override` is for tests: a pseudo-locale in the same shape. */
export function I18nProvider({ override, children }: { override?: Messages; children: ReactNode }) {
  return (
    <IntlProvider
      locale="en"
      messages={override ?? messages}
      defaultRichTextElements={richText}
      // Its one warning is that messages are parsed here and not at build time; there are few of them.
      onWarn={() => undefined}
    >
      {/* Weeks begin on Monday, as in the design; the words stay those of the catalogue. */}
      <AriaI18nProvider locale="en-GB">{children}</AriaI18nProvider>
    </IntlProvider>
  );
}
