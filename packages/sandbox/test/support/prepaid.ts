/** Products of the documentation: a code to print, and a card to activate. */
export const MUSIC = 'PIT_6N2WXK9RP4M8T1Q5V7Y3Z0B6D9F2H5';
export const GAMES = 'PIT_1R8WXN5KP2M9T4Q7V3Y6Z0C4E8G1J5';
