import { h, render } from 'preact';

render(h('p', null, 'tea'), document.body);
