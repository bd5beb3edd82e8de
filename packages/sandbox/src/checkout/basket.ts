import type { SmartTransactionBasketProduct, SmartTransactionSubBasketProduct } from '@secuconnect/api';
import { html } from 'hono/html';
import type { Engine } from '../engine/engine.ts';
import type { Html } from '../pages/page.ts';
import type { Contract } from '../parties/contracts.ts';
import { CONTRACTS } from '../parties/contracts.ts';
import { merchantName } from '../parties/merchant-names.ts';
import { money } from './money.ts';
import type { Sale } from './sale.ts';

type Line = SmartTransactionBasketProduct | SmartTransactionSubBasketProduct;

/** What is sold: with the parts of other merchants, and without how merchants share the money. */
export function orderSummary(engine: Engine, { texts, products, amount, currency, smart }: Sale): Html {
  const price = (minor: number): string => money(minor, currency, texts.language);
  const gratuity = smart.basket_info?.gratuity ?? 0;
  return html`<section class="order" aria-labelledby="order">
    <h2 id="order">${texts.order}</h2>
    ${smart.transactionRef && html`<p class="muted note">${texts.reference}: ${smart.transactionRef}</p>`}
    <table>
      <thead>
        <tr>
          <th scope="col">${texts.item}</th>
          <th scope="col">${texts.sum}</th>
        </tr>
      </thead>
      <tbody>
        ${products.filter(isSold).map((product) => lineRows(engine, product, price, texts.soldBy))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">
            ${texts.total} ${gratuity > 0 && html`<span class="muted note">(${texts.tip} ${price(gratuity)})</span>`}
          </th>
          <td>${amount}</td>
        </tr>
      </tfoot>
    </table>
  </section>`;
}

/** A share of another contract is part of what is paid, and not an item. */
const isSold = ({ item_type }: Line): boolean => item_type !== 'stakeholder_payment';

function lineRows(
  engine: Engine,
  product: SmartTransactionBasketProduct,
  price: (minor: number) => string,
  soldBy: (merchant: string) => string,
): Html {
  const parts = (product.sub_basket ?? []).filter(isSold);
  const seller = product.item_type === 'sub_transaction' ? sellerName(engine, product.contract_id) : undefined;
  return html`${row(product, price, false, seller !== undefined && soldBy(seller))}
  ${parts.map((part) => row(part, price, true))}`;
}

function row(line: Line, price: (minor: number) => string, isPart: boolean, note: string | false = false): Html {
  const { desc, quantity, sum, priceOne, articleNumber } = line;
  const pieces = quantity ?? 1;
  return html`<tr>
    <td class="${isPart ? 'part' : ''}">
      ${pieces !== 1 && `${pieces} × `}${desc || articleNumber || '–'}
      ${note && html`<p class="muted note">${note}</p>`}
    </td>
    <td>${price(sum ?? (priceOne ?? 0) * pieces)}</td>
  </tr>`;
}

function sellerName(engine: Engine, contract: string | null | undefined): string | undefined {
  const { merchant } = engine.store.get<Contract>(CONTRACTS, contract ?? '') ?? {};
  return merchant && merchantName(engine, merchant.id);
}
