/** Where a sentence ends. */
export const sentenceEnd = /[.!?](?=\s)|[。！？]/;
