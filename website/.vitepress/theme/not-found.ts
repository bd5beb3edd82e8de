import { withBase } from 'vitepress';
import { h, type FunctionalComponent } from 'vue';
import { NOT_FOUND } from '../../src/not-found-text.ts';

/** The page in place of one that does not exist: that of the theme is no landmark, and its link has another name than its text. */
export const NotFound: FunctionalComponent = () =>
  h('main', { class: 'not-found' }, [
    h('h1', NOT_FOUND.title),
    h('p', 'Its name may have changed. The search finds pages by what they are about.'),
    h('a', { href: withBase('/') }, NOT_FOUND.link),
  ]);
