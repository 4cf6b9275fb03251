import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { messages } from './messages';

const latin = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = 'àƀćđéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÀƁĆĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ';

function accent(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) => accented.charAt(latin.indexOf(letter)));
}

function disguise(element: MessageFormatElement): MessageFormatElement {
  switch (element.type) {
    case TYPE.literal:
      return { ...element, value: accent(element.value) };
    case TYPE.plural:
    case TYPE.select:
      return {
        ...element,
        options: Object.fromEntries(
          Object.entries(element.options).map(([key, option]) => [
            key,
            { ...option, value: option.value.map(disguise) },
          ]),
        ),
      };
    case TYPE.tag:
      return { ...element, children: element.children.map(disguise) };
    case TYPE.argument:
    case TYPE.number:
    case TYPE.date:
    case TYPE.time:
    case TYPE.pound:
      return element;
  }
}

/**
 * All messages in letters that no sentence of ours has: what still shows plain Latin letters on a screen did not
 * come from the catalogue.
 */
export function pseudoMessages(): Record<string, MessageFormatElement[]> {
  return Object.fromEntries(Object.entries(messages).map(([id, text]) => [id, parse(text).map(disguise)]));
}
