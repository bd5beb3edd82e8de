// Generated from spec/ by `pnpm generate`. Do not edit: change the spec instead.
export interface paths {
  '/Smart/Transactions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Find Smart Transactions
     * @description Searches the Smart Transactions that the caller may see, newest state included. Use `q` to narrow, `sort` to order; `count` in the answer is the number of all matches, not of the items in this page. To find the one that belongs to a payment, search for `transactions.id:PCI_…`; the search index may lag a moment behind.
     */
    get: operations['smart.transactions.list'];
    put?: never;
    /**
     * Create a Smart Transaction
     * @description Opens a Smart Transaction; nothing is charged yet. Send the payer to one of the `payment_links` in the answer (Smart Checkout, Payment Link), or go on with `prepare` and `start` (custom checkout, point of sale). An empty `customer` makes the hosted page ask for the address; a half-filled one is refused for methods that score the payer.
     */
    post: operations['smart.transactions.create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/Smart/Transactions/{smartDeviceId}/diagnosis': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Device (`SDV_…`), or `me` for the device that owns the token.
         * @example me
         */
        smartDeviceId: components['parameters']['smartDeviceId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Run the diagnosis of a terminal
     * @description Makes the payment terminal test its connections. The answer comes when the terminal has finished, which can take minutes; never send it twice.
     */
    post: operations['smart.transactions.diagnosis'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/Smart/Transactions/{smartDeviceId}/endOfDay': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Device (`SDV_…`), or `me` for the device that owns the token.
         * @example me
         */
        smartDeviceId: components['parameters']['smartDeviceId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Run the end-of-day report of a terminal
     * @description Makes the payment terminal close the day and settle its card payments. The answer comes when the terminal has finished, which can take minutes; never send it twice.
     */
    post: operations['smart.transactions.endOfDay'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/Smart/Transactions/{smartTransactionId}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Transaction (`STX_…`).
         * @example STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4
         */
        smartTransactionId: components['parameters']['smartTransactionId'];
      };
      cookie?: never;
    };
    /**
     * Read a Smart Transaction
     * @description Returns the current state. This, and not the browser coming back, tells whether money moved: read it after a return, after a push, and before anything is repeated.
     */
    get: operations['smart.transactions.get'];
    /**
     * Replace the data of a Smart Transaction
     * @description Possible until the payment is started. Always send `basket` and `basket_info` again: without them the basket is emptied and the sums are reset. The status returns to `created` and an authorisation made before is dropped. `application_context` stays as it was at creation.
     */
    put: operations['smart.transactions.update'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/Smart/Transactions/{smartTransactionId}/abort': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Transaction (`STX_…`).
         * @example STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4
         */
        smartTransactionId: components['parameters']['smartTransactionId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Abandon a Smart Transaction
     * @description Gives up a Smart Transaction that was never started. Once it has been started, use `cancel`.
     */
    post: operations['smart.transactions.abort'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/Smart/Transactions/{smartTransactionId}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Transaction (`STX_…`).
         * @example STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4
         */
        smartTransactionId: components['parameters']['smartTransactionId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel the payment of a Smart Transaction
     * @description Cancels the Smart Transaction and with it the payment. Money that was already received is refunded, which shows as a further Payment Transaction with a negative amount.
     */
    post: operations['smart.transactions.cancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/Smart/Transactions/{smartTransactionId}/canceltrx': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The receipt number that the terminal printed (`receipt_number`), not an `STX_` id.
         * @example 3
         */
        smartTransactionId: string;
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel a cash transaction by receipt number
     * @description Takes back a payment that a cash register booked as cash, before the end-of-day report. Waits for the terminal when one is attached.
     */
    post: operations['smart.transactions.cancelTrx'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/Smart/Transactions/{smartTransactionId}/preTransaction': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Transaction (`STX_…`).
         * @example STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4
         */
        smartTransactionId: components['parameters']['smartTransactionId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Apply the balance of a loyalty card
     * @description Looks up the card in `idents` and adds what it can pay, as bonus lines with negative prices. Answers only with these lines and the remaining sum. If nothing remains, go on with `start` and `loyalty`; otherwise collect the rest with `cash`, `cashless`, or `prepare` and `start`.
     */
    post: operations['smart.transactions.preTransaction'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/Smart/Transactions/{smartTransactionId}/prepare/{paymentMethod}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Transaction (`STX_…`).
         * @example STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4
         */
        smartTransactionId: components['parameters']['smartTransactionId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Authorise a payment
     * @description Creates the Payment Transaction for this method and authorises it; no money moves unless `payment_context.auto_capture` is set. When the payer has to confirm elsewhere (3-D Secure, PayPal, easyCredit), the answer has an `iframe_url` to send them to, and they come back to `callback_urls`. Then `startPrepared`.
     */
    post: operations['smart.transactions.prepare'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/Smart/Transactions/{smartTransactionId}/setDelivery': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Transaction (`STX_…`).
         * @example STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4
         */
        smartTransactionId: components['parameters']['smartTransactionId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Report the delivery
     * @description Says that the goods were shipped or handed over. Required for invoices, whose term of payment starts with it. Shipping may be reported again for each parcel; fields left out are then removed.
     */
    post: operations['smart.transactions.setDelivery'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/Smart/Transactions/{smartTransactionId}/start': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Transaction (`STX_…`).
         * @example STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4
         */
        smartTransactionId: components['parameters']['smartTransactionId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Capture a prepared payment
     * @description Executes the payment that `prepare` authorised, with the method chosen there. Not needed when `payment_context.auto_capture` is set.
     */
    post: operations['smart.transactions.startPrepared'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/Smart/Transactions/{smartTransactionId}/start/{paymentMethod}': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Transaction (`STX_…`).
         * @example STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4
         */
        smartTransactionId: components['parameters']['smartTransactionId'];
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Capture a payment with a given method
     * @description Executes the payment in one step, for methods that need no confirmation by the payer elsewhere (otherwise: `prepare`, then `startPrepared`). `cash` only records that the register took the money. `cashless` runs a card payment on the attached terminal and answers when the terminal has finished, which can take minutes.
     */
    post: operations['smart.transactions.start'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/Smart/Transactions/{subscriptionId}/updatePaymentContainer': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the subscription, despite the path it sits on.
         * @example SUB_3K7PXW2N5D1M8Q4R6T9VZ0Y2B5C8E1
         */
        subscriptionId: string;
      };
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask for a new authorisation of a subscription
     * @description Opens a Smart Transaction in which the payer authorises a new card or account for a subscription whose instrument no longer works. Send them to one of the `payment_links`, as after `prepare`.
     */
    post: operations['smart.transactions.updatePaymentContainer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** @description Postal address of a person, company or store. */
    Address: {
      /** @description Kind of address, if several are stored. */
      type?: string | null;
      /** @description Street without the house number; keep it within 50 characters. */
      street?: string | null;
      /** @description House number with suffix, e.g. `12a`. */
      street_number?: string | null;
      /** @description Town or city; keep it within 50 characters. */
      city?: string | null;
      /** @description Postal or ZIP code; keep it within 10 characters. */
      postal_code?: string | null;
      /** @description Two-letter ISO 3166 code, e.g. `DE`; responses may contain a country name. */
      country?: string | null;
      /** @description Extra address line, such as a flat or care-of note. */
      additional_address_data?: string | null;
    };
    /** @description One part of a structured address. */
    AddressComponent: {
      /** @description Full text of the part, e.g. the country in words. */
      long_name?: string | null;
      /** @description Abbreviated text of the part, e.g. the country code. */
      short_name?: string | null;
      /** @description What the part stands for, e.g. `locality` or `postal_code`; expect further values. */
      types?: ('route' | 'street_number' | 'locality' | 'country' | 'postal_code' | 'political' | (string & {}))[];
    };
    /** @description List option that groups, sums or charts matches instead of returning them one by one. */
    Aggregate: {
      /** @description Name of the date field by which results are put into time buckets. */
      timestamp_prop?: string;
      /**
       * @description Width of a time bucket, e.g. `week` (default).
       * @default week
       */
      interval?: string;
      /** @description Lower bound of the histogram. */
      min?: number;
      /** @description Upper bound of the histogram. */
      max?: number;
      /** @description Field by which results are grouped. */
      group_by_prop?: string;
      /** @description Numeric field whose values are added up per bucket. */
      sum_by_prop?: string;
    };
    /** @description Payment token from Apple Pay; short-lived and not reusable. */
    ApplePayDescriptor: {
      /** @description Signature of the token, Base64; pass it on unchanged. */
      signature?: string | null;
      /**
       * @description Token format version; default `EC_v1`.
       * @default EC_v1
       */
      version?: string | null;
      /** @description Encrypted payment data, Base64; pass it on unchanged. */
      data?: string | null;
      /** @description Keys and transaction ID needed to decrypt the token. */
      header?: components['schemas']['ApplePayDescriptorHeader'];
    };
    /** @description Key material of an Apple Pay token. */
    ApplePayDescriptorHeader: {
      /** @description One-time public key, Base64; pass it on unchanged. */
      ephemeralPublicKey?: string | null;
      /** @description Hash of the merchant's public key, Base64. */
      publicKeyHash?: string | null;
      /** @description Transaction identifier from Apple, hexadecimal. */
      transactionId?: string | null;
    };
    /** @description Account that assigned a merchant or store to itself. */
    AssignedBy: {
      /** @description Resource type, e.g. `general.merchants`. */
      object?: string;
      /** @description Identifier of the assigning account, e.g. starting with `MRC_`. */
      id?: string;
      /** @description True if the assigning account owns the resource. */
      owner?: boolean | null;
    };
    /** @description Background picture of a payment page. */
    BackgroundImageOption: {
      /** @description If true, the picture is shown. */
      enabled?: boolean | null;
      /** @description Public URL of the picture. */
      image_url?: string | null;
    };
    /** @description Bank account of a payer or payee. */
    BankAccountDescriptor: {
      /** @description IBAN of the account, without spaces. */
      iban?: string | null;
      /** @description BIC of the bank. */
      bic?: string | null;
      /** @description Account holder exactly as registered with the bank. */
      owner?: string | null;
      /** @description Bank that holds the account; may be null. */
      bankname?: string | null;
      /** @description Text for the bank statement of transfers to or from this account. */
      purpose?: string | null;
    };
    /** @description Smart Checkout settings of a contract. */
    CheckoutConfiguration: {
      /** @description Switches for the order mails to merchant and payer. */
      notifications?: components['schemas']['CheckoutConfigurationNotifications'];
    };
    /** @description Switches for order mails sent by Smart Checkout. */
    CheckoutConfigurationNotifications: {
      /**
       * @description If true (default), the merchant gets a mail for each order.
       * @default true
       */
      merchant_order_mail?: boolean | null;
      /**
       * @description If true (default), the payer gets a mail for each order.
       * @default true
       */
      customer_order_mail?: boolean | null;
    };
    /** @description Contact data of a person or company. */
    Contact: {
      /** @description Complete display name, added by the platform in responses. */
      name?: string | null;
      /** @description First name; keep it within 50 characters. */
      forename?: string | null;
      /** @description Last name; keep it within 50 characters. */
      surname?: string | null;
      /** @description Company; set it for business customers, keep it within 50 characters. */
      companyname?: string | null;
      /** @description Form of address, e.g. `Frau`; keep it within 10 characters. */
      salutation?: string | null;
      /** @description Gender of the person, e.g. `m` or `f`. */
      gender?: string | null;
      /** @description Academic title, e.g. `Dr.`; keep it within 20 characters. */
      title?: string | null;
      /** @description Mail address, used for notifications to the person. */
      email?: string | null;
      /** @description Landline number; spaces are removed in responses. */
      phone?: string | null;
      /** @description Mobile phone number; spaces are removed in responses. */
      mobile?: string | null;
      /** @description Fax number. */
      fax?: string | null;
      /** @description Date of birth as YYYY-MM-DD; responses contain a full ISO 8601 date-time. */
      dob?: string | null;
      /** @description Image of the person, as a document ID (`DUP_`) or a URL. */
      picture?: string | null;
      /** @description URL of the website of the person or company. */
      url_website?: string | null;
      /** @description Town in which the person was born; needed for identity checks. */
      birthplace?: string | null;
      /** @description Nationality as ISO 3166 alpha-2 code; responses may contain free text. */
      nationality?: string | null;
      /** @description Postal address; several payment methods fail without it. */
      address?: components['schemas']['Address'];
    };
    /** @description Network token settings for the card used in a payment. */
    ContainerInstructions: {
      /** @description Set to true to request a card network token for later payments. */
      request_token?: boolean | null;
      /** @description URL that receives pushes when the network token status changes. */
      notification_url?: string | null;
    };
    /** @description Masked card with encrypted data from the card iframe. */
    CreditCardDescriptor: {
      /** @description Cardholder as printed on the card. */
      owner?: string | null;
      /** @description Masked card number; never send the full number. */
      pan?: string | null;
      /** @description First day of the expiry month, ISO 8601. */
      expiration_date?: string | null;
      /** @description Card brand, e.g. `VISA`. */
      issuer?: string | null;
      /** @description Encrypted card data from the card iframe; pass it on unchanged. */
      transact_container?: string | null;
      /** @description Encrypted session key from the card iframe; pass it on unchanged. */
      transact_skey_pubkey?: string | null;
      /** @description Label of the key used by the card iframe; pass it on unchanged. */
      transact_skey_keyname?: string | null;
      /** @description Checksum from the card iframe; pass it on unchanged. */
      transact_hash?: string | null;
    };
    /** @description Weekday and time of day in the store's local time. */
    DayTime: {
      /** @description Weekday from 0 (Sunday) to 6 (Saturday). */
      day?: 0 | 1 | 2 | 3 | 4 | 5 | 6 | (number & {}) | null;
      /** @description Time as four digits HHMM, e.g. `0930`. */
      time?: string | null;
    };
    /** @description Trading name and city printed on the payer's card statement. */
    DynamicDescriptor: {
      /** @description Trading name, 1 to 22 ASCII letters, digits, spaces or -.!*=_ characters. */
      merchant_name?: string;
      /** @description City, 1 to 13 ASCII letters, digits, spaces or -.!*=_ characters. */
      merchant_city?: string;
    };
    /** @description Contract of a merchant with the platform; payments are made under it. */
    GeneralContract: {
      /** @description Resource type as lower-case `module.type`, e.g. `smart.transactions`. */
      object: string;
      /** @description Resource identifier, usually with a three-letter prefix such as `STX_`. */
      id: string;
      /** @description Label of the contract for display. */
      description?: string | null;
      /** @description Numeric contract ID from the previous frontend. */
      id_old?: number | null;
      /** @description Contract or platform above this one, if any. */
      parent?: components['schemas']['ParentReference'];
      /** @description Merchant to whom the contract belongs. */
      merchant?: components['schemas']['GeneralMerchant'];
      /** @description Bank account to which payers transfer prepayments. */
      pay_in_advance_account?: components['schemas']['BankAccountDescriptor'];
      /** @description PayPal credentials for live and sandbox use. */
      paypal_configuration?: components['schemas']['ThirdPartyEnvironment'];
      /** @description easyCredit credentials for live and sandbox use. */
      easycredit_configuration?: components['schemas']['ThirdPartyEnvironment'];
      /** @description Smart Checkout settings, e.g. which order mails are sent. */
      checkout_configuration?: components['schemas']['CheckoutConfiguration'];
      /** @description Appearance of the pages behind payment links. */
      payment_link_options?: components['schemas']['PaymentLinkOptions'];
      /** @description True once the contract is approved; a `general.contracts` push announces the change. */
      approved?: boolean | null;
      /** @description Date and description of the event for which tickets are sold. */
      event_details?: components['schemas']['GeneralContractEventDetails'];
    };
    /** @description Event for which a contract sells tickets. */
    GeneralContractEventDetails: {
      /** @description Date of the event, ISO 8601. */
      event_date?: string | null;
      /** @description Short text about the event. */
      event_description?: string | null;
    };
    /** @description Merchant account on the platform. */
    GeneralMerchant: {
      /** @description Resource type as lower-case `module.type`, e.g. `smart.transactions`. */
      object: string;
      /** @description Resource identifier, usually with a three-letter prefix such as `STX_`. */
      id: string;
      /** @description Numeric merchant ID from the previous frontend. */
      id_old?: number | null;
      /** @description Numeric code for the kind of account, e.g. 46; sent as number or text. */
      type?: 1 | 11 | 45 | 46 | 63 | 64 | (string & {}) | null;
      /** @description Name, company and addresses of the account holder. */
      user?: components['schemas']['GeneralMerchantUser'];
      /** @description Merchant above this one in the hierarchy. */
      parent?: components['schemas']['GeneralMerchant'];
      /** @description Accounts that assigned this merchant to themselves. */
      assigned_by?: components['schemas']['AssignedBy'][];
      /** @description Accounts that invited this merchant to the platform. */
      invited_by?: components['schemas']['InvitedBy'][];
      /** @description Legal pages such as imprint and terms, per language. */
      legal_details?: components['schemas']['GeneralMerchantLegalDetails'][];
      /** @description Default return and checkout URLs of the merchant. */
      urls?: components['schemas']['GeneralMerchantUrls'][];
      /** @description Shop label shown to payers. */
      store_name?: string | null;
      /** @description Merchants at which cards of this merchant are accepted. */
      acceptance_points?: components['schemas']['GeneralMerchant'][];
      /** @description Second factor used to log in, if any. */
      two_fa?: string | null;
    };
    /** @description Legal page or logo of a merchant. */
    GeneralMerchantLegalDetails: {
      /** @description Address of the page or image. */
      url?: string | null;
      /** @description Kind of content: `imprint`, `revocation`, `terms`, `policy` or `logo`. */
      type?: 'imprint' | 'revocation' | 'terms' | 'policy' | 'logo' | (string & {}) | null;
      /** @description Media type of the content, e.g. `text/html`. */
      content_type?: string | null;
      /** @description Language of the page: `de` or `en`. */
      language?: 'de' | 'en' | (string & {}) | null;
    };
    /** @description Default URL of a merchant for one purpose. */
    GeneralMerchantUrls: {
      /** @description Purpose of the URL, e.g. `url_success` or `url_error`. */
      type?: 'url_success' | 'url_failure' | 'url_abort' | 'url_error' | 'url_checkout' | (string & {}) | null;
      /** @description Target address for this purpose. */
      url?: string | null;
    };
    /** @description Person or company behind a merchant account. */
    GeneralMerchantUser: {
      /** @description Complete display name of the account holder. */
      name?: string | null;
      /** @description First name of the account holder. */
      forename?: string | null;
      /** @description Last name of the account holder. */
      surname?: string | null;
      /** @description Company of the account holder. */
      companyname?: string | null;
      /** @description Project or brand under which the merchant trades. */
      project_name?: string | null;
      /** @description Addresses of the account holder. */
      address?: components['schemas']['GeoAddress'][];
      /** @description Mail addresses of the account holder, with their kinds. */
      email?: components['schemas']['GeneralMerchantUserEmail'][];
    };
    /** @description Mail address of a merchant user. */
    GeneralMerchantUserEmail: {
      /** @description Kind of mail address. */
      type?: string | null;
      /** @description Mail address ready for display. */
      email_formatted?: string | null;
    };
    /** @description Physical or online shop of a merchant. */
    GeneralStore: {
      /** @description Resource type as lower-case `module.type`, e.g. `smart.transactions`. */
      object: string;
      /** @description Resource identifier, usually with a three-letter prefix such as `STX_`. */
      id: string;
      /** @description Numeric store ID from the previous frontend; sent as number or text. */
      id_old?: string | null;
      /** @description Reference to the merchant (`MRC_`) that runs the store. */
      merchant?: components['schemas']['ProductInstanceUID'];
      /** @description Store label shown to payers; may be null. */
      store_name?: string | null;
      /** @description Identifier of the store's Facebook page; may be empty. */
      facebook_id?: string | null;
      /** @description Origin of the store data, such as an external directory. */
      source?: string | null;
      /** @description Key of the store in the source directory. */
      key?: string | null;
      /** @description Hash of the store data, useful to detect changes. */
      hash?: string | null;
      /** @description Address split into parts such as street and postal code. */
      address_components?: components['schemas']['AddressComponent'][];
      /** @description Complete address as one display text. */
      address_formatted?: string | null;
      /** @description Phone number in display format; may be empty. */
      phone_number_formatted?: string | null;
      /** @description Geographic position of the store. */
      geometry?: components['schemas']['GeoAddressGeometry'];
      /** @description Store label for display. */
      name?: string | null;
      /** @description Store label as entered, before any formatting. */
      name_raw?: string | null;
      /** @description URL or document ID of the main picture. */
      photo_main?: string | null;
      /** @description URLs or document IDs of further pictures. */
      photo?: string[];
      /** @description Main business category of the store. */
      category_main?: string | null;
      /** @description All business categories of the store. */
      category?: string[];
      /** @description Link to the former Google+ page; no longer useful. */
      url_googleplus?: string | null;
      /** @description URL of the store's website. */
      url_website?: string | null;
      /** @description Opening periods, one entry per weekday and period. */
      open_hours?: components['schemas']['OpenHours'][];
      /** @description True if the store is open at the time of the request. */
      open_now?: boolean | null;
      /** @description Minutes until the store closes, or until it opens if it is closed now. */
      open_time?: string | null;
      /** @description Offset of the store's local time from UTC. */
      utc_offset?: string | null;
      /** @description Accounts that assigned this store to themselves. */
      assigned_by?: components['schemas']['AssignedBy'][];
      /** @description Accounts that invited this store to the platform. */
      invited_by?: components['schemas']['InvitedBy'][];
      /** @description True if a Bluetooth beacon is installed in the store. */
      has_beacon?: boolean | null;
      /** @description True if loyalty cards can be used in this store. */
      acceptance_point?: boolean | null;
    };
    /** @description Address with structured parts and geographic position. */
    GeoAddress: {
      /** @description Kind of address. */
      type?: string | null;
      /** @description Address split into parts such as street and postal code. */
      address_components?: components['schemas']['AddressComponent'][];
      /** @description Complete address as one display text. */
      address_formatted?: string | null;
      /** @description Geographic position of the address. */
      geometry?: components['schemas']['GeoAddressGeometry'];
    };
    /** @description Geographic position in decimal degrees. */
    GeoAddressGeometry: {
      /** @description Latitude in decimal degrees, as text. */
      lat?: string | null;
      /** @description Longitude in decimal degrees, as text. */
      lon?: string | null;
    };
    /** @description Payment token from Google Pay. */
    GooglePayDescriptor: {
      /** @description Signature of the message, Base64; pass it on unchanged. */
      signature?: string | null;
      /** @description Intermediate key with which Google signed the message. */
      intermediateSigningKey?: components['schemas']['GooglePayDescriptorIntermediateSigningKey'];
      /**
       * @description Token format version; default `ECv2`.
       * @default ECv2
       */
      protocolVersion?: string | null;
      /** @description Encrypted payment data as JSON text; pass it on unchanged. */
      signedMessage?: string | null;
    };
    /** @description Intermediate signing key of a Google Pay token. */
    GooglePayDescriptorIntermediateSigningKey: {
      /** @description Key with its expiry as JSON text; pass it on unchanged. */
      signedKey?: string | null;
      /** @description Signatures of the key, Base64; pass them on unchanged. */
      signatures?: string[];
    };
    /** @description Account that invited a merchant or store. */
    InvitedBy: {
      /** @description Resource type, e.g. `general.merchants`. */
      object?: string;
      /** @description Identifier of the inviting account, e.g. starting with `MRC_`. */
      id?: string;
      /** @description Moment of the invitation. */
      invited?: string | null;
    };
    /** @description What every list answers. Each list adds `data`, the items of this page. */
    ListEnvelope: {
      /** @description Number of all matches, not of the items in this page. */
      count: number;
      /** @description Opens the next page of a scroll; only set while one is open. */
      scroll_id?: string | null;
      /** @description The outcome when the call answered with a yes or no instead of a list, as `validate` does. */
      result?: boolean | null;
      /** @description Definitions of the fields, when `meta` asked for them. */
      meta?: Record<string, unknown>;
      /** @description Kind of aggregation, when `aggregate` asked for one. */
      type?: string | null;
      /** @description Whether the aggregation added values up. */
      sum?: boolean | null;
      /** @description Names that the index `l` of an aggregation points to. */
      lookup?: string[];
    };
    /** @description Physical or virtual loyalty card, independent of a merchant. */
    LoyaltyCard: {
      /** @description Resource type as lower-case `module.type`, e.g. `smart.transactions`. */
      object: string;
      /** @description Resource identifier, usually with a three-letter prefix such as `STX_`. */
      id: string;
      /** @description Moment the card was created, ISO 8601 with offset. */
      created?: components['schemas']['NullableDateTime'];
      /** @description User account to which the card is linked, if any. */
      account?: components['schemas']['LoyaltyCardAccount'];
      /** @description Number printed on the card, as text to keep leading zeros. */
      cardnumber?: string | null;
    };
    /** @description User account linked to a card. */
    LoyaltyCardAccount: {
      /** @description Resource type, e.g. `general.accounts`. */
      object?: string;
      /** @description Identifier of the user account. */
      id?: string;
    };
    /** @description Group of loyalty or gift cards with common rules. */
    LoyaltyCardGroup: {
      /** @description Resource type as lower-case `module.type`, e.g. `smart.transactions`. */
      object: string;
      /** @description Resource identifier, usually with a three-letter prefix such as `STX_`. */
      id: string;
      /** @description Merchant that owns the card group. */
      merchant?: components['schemas']['GeneralMerchant'];
      /** @description Label of the group as shown to users. */
      display_name?: string | null;
      /** @description Label of the group as entered, before any formatting. */
      display_name_raw?: string | null;
      /** @description Number of cards in stock below which a warning is raised. */
      stock_warn_limit?: number | null;
      /** @description Card image, as a document ID (`DUP_`) or a URL. */
      picture?: string | null;
      /** @description Highest balance a card may hold, in minor currency units. */
      balance_limit?: number | null;
      /** @description True if the balance of cards in this group expires. */
      balance_expiry?: boolean | null;
      /** @description True if single postings of a card may be chosen for cancellation. */
      cancel_selected?: boolean | null;
      /** @description Explanation of the group for display. */
      description?: string | null;
    };
    /** @description Customer of a merchant's loyalty programme. */
    LoyaltyCustomer: {
      /** @description Resource type as lower-case `module.type`, e.g. `smart.transactions`. */
      object: string;
      /** @description Resource identifier, usually with a three-letter prefix such as `STX_`. */
      id: string;
      /** @description Moment the customer was created, ISO 8601 with offset. */
      created?: components['schemas']['NullableDateTime'];
      /** @description Reference to the merchant (`MRC_`) that runs the programme. */
      merchant?: components['schemas']['ProductInstanceUID'];
      /** @description Contact data to use for the customer. */
      contact?: components['schemas']['Contact'];
      /** @description Contact data as maintained by the merchant. */
      merchant_contact?: components['schemas']['Contact'];
      /** @description Contact data from the customer's own user account. */
      account_contact?: components['schemas']['Contact'];
      /** @description Payment instruments stored for the customer. */
      payment_container?: components['schemas']['LoyaltyCustomerPaymentContainer'][];
      /** @description Number of the customer in the merchant's own system. */
      customernumber?: string | null;
      /** @description Free note of the merchant about the customer. */
      note?: string | null;
      /** @description Marketing consent: `accepted`, `declined` or `not_set`. */
      consent_for_communication?: 'accepted' | 'declined' | 'not_set' | (string & {}) | null;
      /** @description Free-form object for your own data. */
      additional_data?: Record<string, unknown>;
    };
    /** @description Payment instrument stored for a loyalty customer. */
    LoyaltyCustomerPaymentContainer: {
      /** @description Resource type, e.g. `loyalty.paymentcontainers`. */
      object?: string;
      /** @description Identifier of the stored instrument. */
      id?: string;
      /** @description Kind of instrument, e.g. `bank_account`. */
      type?: string | null;
      /** @description Bank account behind the instrument. */
      payment_information?: components['schemas']['BankAccountDescriptor'];
      /** @description Moment of the last use, ISO 8601. */
      last_usage?: string | null;
    };
    /** @description A card as managed by one merchant, with balances and lock state. */
    LoyaltyMerchantCard: {
      /** @description Resource type as lower-case `module.type`, e.g. `smart.transactions`. */
      object: string;
      /** @description Resource identifier, usually with a three-letter prefix such as `STX_`. */
      id: string;
      /** @description The card itself, with its number. */
      card?: components['schemas']['LoyaltyCard'];
      /** @description Reference to the merchant (`MRC_`) that manages the card. */
      merchant?: components['schemas']['ProductInstanceUID'];
      /** @description Reference to the merchant (`MRC_`) for which the card was issued. */
      created_for_merchant?: components['schemas']['ProductInstanceUID'];
      /** @description Reference to the store (`STO_`) for which the card was issued. */
      created_for_store?: components['schemas']['ProductInstanceUID'];
      /** @description Loyalty customer (`CUS_`) who holds the card; empty if unassigned. */
      customer?: components['schemas']['LoyaltyCustomer'];
      /** @description Card group (`CRG_`) whose rules apply to the card. */
      cardgroup?: components['schemas']['LoyaltyCardGroup'];
      /** @description Payment instrument stored with the card. */
      payment_container?: components['schemas']['LoyaltyPaymentContainer'];
      /** @description Money available on the card, in minor currency units. */
      balance?: components['schemas']['NullableMoneyAmount'];
      /** @description Bonus points on the card. */
      points?: number | null;
      /** @description Earned bonus in minor currency units. */
      bonus_balance?: components['schemas']['NullableMoneyAmount'];
      /** @description Loaded money in minor currency units. */
      cash_balance?: components['schemas']['NullableMoneyAmount'];
      /** @description Stock state: `active`, `inactive` or `stored`. */
      stock_status?: 'active' | 'inactive' | 'stored' | (string & {}) | null;
      /** @description Tells whether the card is `locked` or `unlocked`; locked cards cannot pay. */
      lock_status?: 'locked' | 'unlocked' | (string & {}) | null;
      /** @description Moment of the last use, ISO 8601. */
      last_usage?: string | null;
      /** @description Moment of the last top-up, ISO 8601. */
      last_charge?: string | null;
      /** @description True if this is the main card of the merchant's card programme. */
      is_base_card?: boolean | null;
      /** @description When a passcode is asked: 0 never, 1 always, 2 to 6 for certain operations. */
      passcode?: 0 | 1 | 2 | 3 | 4 | 5 | 6 | (number & {}) | null;
      /** @description Moment after which the card is no longer valid, ISO 8601; may be null. */
      expiry_date?: components['schemas']['NullableDateTime'];
      /** @description Moment the card was assigned to its customer, ISO 8601. */
      customer_assignment_date?: components['schemas']['NullableDateTime'];
    };
    /** @description Payment instrument stored with a merchant card. */
    LoyaltyPaymentContainer: {
      /** @description Resource type, e.g. `loyalty.paymentcontainers`. */
      object?: 'loyalty.paymentcontainers' | (string & {});
      /** @description Identifier of the stored instrument. */
      id?: string;
      /** @description Kind of instrument, e.g. `bank_account`. */
      type?: string | null;
      /** @description Bank account behind the instrument. */
      payment_information?: components['schemas']['PaymentInformation'];
    };
    /** @description Settings for recurring and merchant-initiated card payments. */
    MitInstructions: {
      /** @description Use `cit` for the first payment made by the payer, `mit` for later ones you initiate. */
      type?: 'cit' | 'mit' | (string & {}) | null;
      /** @description Use `recurring` for fixed intervals or `ucof` for irregular charges to the stored card. */
      standing_instruction?: 'ucof' | 'recurring' | (string & {}) | null;
      /** @description Last day on which the stored card may be charged, ISO 8601. */
      recurring_expiry?: string | null;
      /** @description Days between two payments; required for `recurring`. */
      recurring_frequency?: number | null;
      /** @description Identifier (`PCI_`) of the first payment by the payer; required for `mit`. */
      cit_reference?: string | null;
    };
    /** @description Amount in minor currency units (1995 is 19.95 EUR). */
    MoneyAmount: number;
    /** @description Currency as three letters, ISO 4217. */
    NullableCurrency: string | null;
    /** @description Moment as ISO 8601 with offset, such as `2026-03-02T10:15:00+01:00`. */
    NullableDateTime: string | null;
    /** @description Amount in minor currency units (1995 is 19.95 EUR); negative for refunds and bonus lines. */
    NullableMoneyAmount: number | null;
    /** @description One opening period of a store. */
    OpenHours: {
      /** @description Weekday and time at which the store opens. */
      open?: components['schemas']['DayTime'];
      /** @description Weekday and time at which the store closes. */
      close?: components['schemas']['DayTime'];
    };
    /** @description Link to the resource above this one. */
    ParentReference: {
      /** @description Resource type, e.g. `general.contracts`. */
      object?: string;
      /** @description Identifier of the parent, e.g. starting with `GCR_`. */
      id?: string;
      /** @description Kind of parent resource. */
      type?: string | null;
    };
    /** @description PayPal account of the payer; read-only. */
    PayPalDescriptor: {
      /** @description Mail address of the PayPal account. */
      email?: string | null;
      /** @description Identifier PayPal assigned to the payer. */
      payer_id?: string | null;
    };
    /** @description Link from a payment container to its customer. */
    PaymentContainerCustomerReference: {
      /** @description Identifier of the Payment Customer, starting with `PCU_`. */
      id?: string;
    };
    /** @description Progress of a card network token. */
    PaymentContainerTokenStatus: {
      /** @description Token state, e.g. `requested` or `active`; only an active token can be charged. */
      status?:
        | 'not requested'
        | 'requested'
        | 'inquiry'
        | 'active'
        | 'failed'
        | 'archivePending'
        | 'archived'
        | (string & {})
        | null;
      /** @description Moment the token was requested, ISO 8601 with offset. */
      created?: string | null;
      /** @description Moment of the latest status change, ISO 8601. */
      last_modified?: string | null;
      /** @description Version of the token record. */
      version?: string | null;
    };
    /** @description Options that control how a Smart Transaction is paid. */
    PaymentContext: {
      /**
       * @description If true, the payment starts right after authorisation, without a separate start call; default false.
       * @default false
       */
      auto_capture?: boolean | null;
      /** @description Methods offered to the payer, e.g. `debit`; leave out to offer all enabled ones. */
      payment_methods?: (
        'creditcard' | 'debit' | 'easycredit' | 'giropay' | 'invoice' | 'paypal' | 'prepaid' | 'sofort' | (string & {})
      )[];
      /**
       * @description True if the payer is not present when the payment is made; default false.
       * @default false
       */
      merchant_initiated?: boolean | null;
      /** @description Card networks to accept, e.g. `visa`; leave out for no restriction. */
      creditcard_schemes?: string[];
      /**
       * @description If true, the payout is withheld until `revokeAccrual` is called.
       * @default false
       */
      accrual?: boolean | null;
      /** @description Trading name and city for card statements; secupay acquiring only. */
      dynamic_descriptor?: components['schemas']['DynamicDescriptor'];
      /** @description Network token settings for storing the card for later payments. */
      container_instructions?: components['schemas']['ContainerInstructions'];
      /** @description Settings for recurring and merchant-initiated card payments. */
      mit_instructions?: components['schemas']['MitInstructions'];
    };
    /** @description Bank account for payouts and transfers. */
    PaymentInformation: {
      /** @description IBAN of the account, without spaces. */
      iban?: string | null;
      /** @description BIC of the bank. */
      bic?: string | null;
      /** @description Account holder as registered with the bank. */
      owner?: string | null;
      /** @description Bank that holds the account; may be left out. */
      bankname?: string | null;
      account_owner?: string | null;
      accountnumber?: string | null;
      bankcode?: string | null;
    };
    /** @description Account and purpose for a bank transfer, or the instalment plan, to be shown to the payer. */
    PaymentInstructions: {
      /** @description URL of an image with an EPC QR code that fills in the bank transfer. */
      girocode_url?: string | null;
      /** @description Interest of the instalment plan, in minor currency units. */
      interest?: number | null;
      /** @description Total to be paid including interest, in minor currency units. */
      total_value?: number | null;
      /** @description How many instalments the payer has to pay. */
      number_of_installments?: number | null;
      /** @description Regular instalment in minor currency units. */
      installment?: number | null;
      /** @description Final instalment in minor currency units; it may differ from the others. */
      last_installment?: number | null;
      /** @description IBAN of the account, without spaces. */
      iban?: string | null;
      /** @description BIC of the bank. */
      bic?: string | null;
      /** @description Account holder exactly as registered with the bank. */
      owner?: string | null;
      /** @description Bank that holds the account; may be null. */
      bankname?: string | null;
      /** @description Text for the bank statement of transfers to or from this account. */
      purpose?: string | null;
    };
    /** @description The instrument itself; `type` tells what `private` holds. */
    PaymentInstrument:
      | {
          /**
           * @description SEPA bank account, also assumed when no type is given.
           * @constant
           */
          type?: 'bank_account';
          private?: components['schemas']['BankAccountDescriptor'];
        }
      | {
          /**
           * @description Card data as the card form returns it.
           * @constant
           */
          type: 'credit_card';
          private?: components['schemas']['CreditCardDescriptor'];
        }
      | {
          /**
           * @description A Google Pay token.
           * @constant
           */
          type: 'googlepay';
          private?: components['schemas']['GooglePayDescriptor'];
        }
      | {
          /**
           * @description An Apple Pay token; short-lived, to be used once.
           * @constant
           */
          type: 'applepay';
          private?: components['schemas']['ApplePayDescriptor'];
        }
      | {
          /**
           * @description A PayPal account; the platform fills it, it cannot be created.
           * @constant
           */
          type: 'paypal';
          private?: components['schemas']['PayPalDescriptor'];
        };
    /** @description Appearance of the pages behind payment links. */
    PaymentLinkOptions: {
      /** @description Background picture of the page. */
      background?: components['schemas']['BackgroundImageOption'];
    };
    /** @description A single payment or refund, usually created by a Smart Transaction. */
    PaymentTransaction: {
      /** @description Resource type as lower-case `module.type`, e.g. `smart.transactions`. */
      object: string;
      /** @description Resource identifier, usually with a three-letter prefix such as `STX_`. */
      id: string;
      /** @description Moment the payment was created, ISO 8601 with offset. */
      created?: components['schemas']['NullableDateTime'];
      /** @description Moment the payment was last changed, ISO 8601 with offset. */
      updated?: components['schemas']['NullableDateTime'];
      /** @description Reference to the platform through which the payment was made. */
      platform?: components['schemas']['ProductInstanceUID'];
      /** @description Merchant that receives the money. */
      merchant?: components['schemas']['GeneralMerchant'];
      /** @description Store (`STO_`) in which the payment was made. */
      store?: components['schemas']['GeneralStore'];
      /** @description General Contract under which the payment was processed. */
      contract?: components['schemas']['GeneralContract'];
      /** @description Numeric TA code of the payment; also part of the transfer purpose. */
      trans_id?: number | null;
      /** @description Payments this one derives from, e.g. the original of a refund. */
      parents?: components['schemas']['RelatedTransaction'][];
      /** @description Linked payments with direction; refunds appear as `child`. */
      related_transactions?: components['schemas']['RelatedTransaction'][];
      /** @description Reference to the subscription that triggered the payment. */
      subscription?: components['schemas']['ProductInstanceUID'];
      /** @description Numeric payment product, e.g. 16 for direct debit or 36 for prepayment. */
      product_id?: number | null;
      /** @description Payment product as display text; its language varies, so do not branch on it. */
      product?: string | null;
      /** @description German label of the payment product. */
      product_raw?: string | null;
      /** @description Internal numeric ID of the payment instrument; not needed by integrations. */
      zahlungsmittel_id?: number | null;
      /** @description Numeric internal ID of the contract, unlike the `GCR_` identifier. */
      contract_id?: number | null;
      /** @description Amount in minor currency units; negative for refunds. */
      amount?: components['schemas']['NullableMoneyAmount'];
      /** @description Three-letter ISO 4217 code, e.g. `EUR`. */
      currency?: components['schemas']['NullableCurrency'];
      /** @description Moment the payment was completed, ISO 8601. */
      completion_date?: components['schemas']['NullableDateTime'];
      /** @description Display text explaining the current state of the payment. */
      description?: string | null;
      /** @description German original of the description. */
      description_raw?: string | null;
      /** @description Internal numeric status for display; use `details.status_simple` in your logic. */
      status?: number | null;
      /** @description Display text of the internal status; do not evaluate it. */
      status_text?: string | null;
      /** @description Moment the money arrived, ISO 8601; absent while unpaid. */
      incoming_payment_date?: string | null;
      /** @description Amount, clearing state and the simple status that drives your logic. */
      details?: components['schemas']['PaymentTransactionDetails'];
      /** @description Name of the payer as known to this payment. */
      customer?: components['schemas']['PaymentTransactionCustomer'];
      /** @description Terminal ID, for payments made at a card terminal. */
      tid?: string | null;
      /** @description Masked bank account or card number used to pay. */
      payment_data?: string | null;
      /** @description Label of the store in which the payment was made. */
      store_name?: string | null;
      /** @description Moment the money was paid out to the merchant, ISO 8601. */
      payout_date?: string | null;
      /** @description Invoice number the merchant reported with the delivery. */
      invoice_number?: string | null;
      /** @description Hash identifying the payment in the legacy Flex.API. */
      transaction_hash?: string | null;
      /** @description Key of the basket line that produced this payment; unique within the basket. */
      reference_id?: string | null;
      /** @description Purpose text of the bank transfer that was received. */
      incoming_payment_purpose?: string | null;
      /** @description IBAN from which the transfer was received. */
      incoming_payment_iban?: string | null;
      /** @description BIC of the bank from which the transfer was received. */
      incoming_payment_bic?: string | null;
      /** @description Holder of the account that was used to pay. */
      account_owner?: string | null;
      /** @description True while the payout is withheld; release it with `revokeAccrual`. */
      accrual?: boolean | null;
      /** @description Your order number; some contracts demand unique values. */
      order_id?: string | null;
      /** @description True once the payment order has been handed over to the bank. */
      transmitted_to_bank?: boolean | null;
      /** @description Files belonging to the payment, such as invoices. */
      documents?: components['schemas']['PaymentTransactionDocument'][];
      /** @description Date of the card top-up connected with this payment, ISO 8601. */
      load_date?: components['schemas']['NullableDateTime'];
      /** @description Items covered by the payment. */
      basket?: components['schemas']['PaymentTransactionBasketItem'][];
    };
    /** @description Basket line of a payment, possibly with nested lines. */
    PaymentTransactionBasketItem: {
      /** @description Nested lines of a `sub_transaction`; one level only. */
      sub_basket?: components['schemas']['PaymentTransactionSubBasketItem'][];
      /** @description Tax rate as an integer percentage, e.g. 19. */
      tax?: number | null;
      /** @description Number of pieces. */
      quantity?: number | null;
      /** @description Price of one piece including tax, in minor currency units. */
      price?: components['schemas']['NullableMoneyAmount'];
      /** @description Key of the line, unique within the basket. */
      reference_id?: string | null;
      /** @description EAN or GTIN of the article. */
      ean?: string | null;
      /** @description Merchant's article number (SKU). */
      article_number?: string | null;
      /** @description Kind of line, e.g. `article` or `stakeholder_payment`. */
      item_type?:
        | 'article'
        | 'coupon'
        | 'sub_transaction'
        | 'stakeholder_payment'
        | 'shipping'
        | 'subscription'
        | (string & {})
        | null;
      /** @description Text of the line as shown to the payer. */
      name?: string | null;
      /** @description Price of all pieces including tax, in minor currency units. */
      total?: components['schemas']['NullableMoneyAmount'];
    };
    /** @description Name of the payer as stored with the payment. */
    PaymentTransactionCustomer: {
      /** @description Company of the payer, for business customers. */
      companyname?: string | null;
      /** @description Form of address, e.g. `Frau`. */
      salutation?: string | null;
      /** @description Academic title, e.g. `Dr.`. */
      title?: string | null;
      /** @description First name of the payer. */
      forename?: string | null;
      /** @description Last name of the payer. */
      surname?: string | null;
    };
    /** @description Status and amount of a payment in detail. */
    PaymentTransactionDetails: {
      /** @description Amount in minor currency units; negative for refunds. */
      amount?: components['schemas']['NullableMoneyAmount'];
      /** @description Clearing state: `open` or `cleared`. */
      cleared?: string | null;
      /** @description Internal numeric status; display only. */
      status?: number | null;
      /** @description Internal status as translated text; display only. */
      status_text?: string | null;
      /** @description Stable status for your logic, e.g. 1 accepted, 3 denied, 5 void; a change triggers a push. */
      status_simple?: number | null;
      /** @description English label of the simple status, e.g. `accepted`. */
      status_simple_text?: string | null;
      /** @description Explanation of the current state for display. */
      description?: string | null;
      /** @description German original of the explanation. */
      description_raw?: string | null;
    };
    /** @description File that belongs to a payment. */
    PaymentTransactionDocument: {
      /** @description Download URL of the file. */
      url?: string | null;
      /** @description File format of the document. */
      type?: string | null;
      /** @description Purpose of the file, e.g. an invoice. */
      document_type?: string | null;
    };
    /** @description Nested basket line of a payment. */
    PaymentTransactionSubBasketItem: {
      /** @description Tax rate as an integer percentage, e.g. 19. */
      tax?: number | null;
      /** @description Number of pieces. */
      quantity?: number | null;
      /** @description Price of one piece including tax, in minor currency units. */
      price?: components['schemas']['NullableMoneyAmount'];
      /** @description Key of the line, unique within the basket. */
      reference_id?: string | null;
      /** @description EAN or GTIN of the article. */
      ean?: string | null;
      /** @description Merchant's article number (SKU). */
      article_number?: string | null;
      /** @description Kind of line, e.g. `article` or `stakeholder_payment`. */
      item_type?:
        | 'article'
        | 'coupon'
        | 'sub_transaction'
        | 'stakeholder_payment'
        | 'shipping'
        | 'subscription'
        | (string & {})
        | null;
      /** @description Text of the line as shown to the payer. */
      name?: string | null;
      /** @description Price of all pieces including tax, in minor currency units. */
      total?: components['schemas']['NullableMoneyAmount'];
    };
    /** @description Body of every failure. */
    ProductExceptionPayload: {
      /** @description Always `error`. */
      status?: 'error' | (string & {}) | null;
      /** @description Class of the failure, for programs. */
      error?:
        | 'ProductInternalException'
        | 'ProductBackendproviderException'
        | 'ProductNotAllowedException'
        | 'ProductUnauthorizedException'
        | 'ProductNotFoundException'
        | 'ProductDuplicateException'
        | 'ProductFormatException'
        | 'ProductSecurityException'
        | (string & {})
        | null;
      /** @description What went wrong, for developers; may name the field. */
      error_details?: string | null;
      /** @description What to show to the person in front of the screen, in the language of `Accept-Language`. */
      error_user?: string | null;
      /** @description Number of the failure; 1001 to 1016 input and backend, 2003 token expired. Some answers send it as text. */
      code?: number | string | null;
      /** @description Quote it to the support of the platform. */
      supportId?: string | null;
    };
    /** @description Link to another resource by identifier only. */
    ProductInstanceID: {
      /** @description Identifier of the linked resource, e.g. starting with `GCR_`. */
      id?: string;
    };
    /** @description Link to another resource by type and identifier. */
    ProductInstanceUID: {
      /** @description Type of the linked resource as `module.type`, e.g. `general.contracts`. */
      object?: string;
      /** @description Identifier of the linked resource, e.g. starting with `GCR_` or `PCT_`. */
      id?: string;
    };
    /** @description How to set a line off. */
    ReceiptDecoration: 'important' | 'align-left' | 'align-center' | 'align-right' | (string & {});
    /** @description One line of a receipt; `type` says how to lay it out. */
    ReceiptLine:
      | components['schemas']['ReceiptSeparator']
      | components['schemas']['ReceiptText']
      | components['schemas']['ReceiptNameValue']
      | components['schemas']['ReceiptSpace'];
    /** @description A label on the left and its value on the right of the same line. */
    ReceiptNameValue: {
      /**
       * @description Marks a label with its value.
       * @constant
       */
      type: 'name-value';
      /** @description What to print. */
      value?: {
        /** @description The left part. */
        name?: string | null;
        /** @description The right part. */
        value?: string | null;
        /** @description How to set the line off. */
        decoration?: components['schemas']['ReceiptDecoration'][] | null;
      } | null;
    };
    /** @description A rule across the paper, or a centred heading when it has a caption. */
    ReceiptSeparator: {
      /**
       * @description Marks a separator.
       * @constant
       */
      type: 'separator';
      /** @description What the rule shows. */
      value?: {
        /** @description Heading to centre; a plain rule without it. */
        caption?: string | null;
      } | null;
    };
    /** @description An empty line. */
    ReceiptSpace: {
      /**
       * @description Marks an empty line.
       * @constant
       */
      type: 'space';
    };
    /** @description One paragraph, to be wrapped at the width of the paper. */
    ReceiptText: {
      /**
       * @description Marks a text line.
       * @constant
       */
      type: 'textline';
      /** @description What to print. */
      value?: {
        /** @description The text itself. */
        text?: string | null;
        /** @description How to set the line off. */
        decoration?: components['schemas']['ReceiptDecoration'][] | null;
      } | null;
    };
    /** @description Link between two payments, e.g. an original and its refund. */
    RelatedTransaction: {
      /** @description Resource type, e.g. `payment.transactions`. */
      object?: string;
      /** @description Identifier of the linked payment, starting with `PCI_`. */
      id?: string;
      /** @description Numeric TA code of the linked payment. */
      trans_id?: number | null;
      /** @description Numeric kind of relation, e.g. 19 for a refund. */
      ref_type_id?: number | null;
      /** @description Kind of relation as German text; display only. */
      ref_type_raw?: string | null;
      /** @description Position of the linked payment: `child` if it derives from this one, else `parent`. */
      hierarchy?: 'child' | 'parent' | (string & {}) | null;
    };
    /** @description One checkout or point-of-sale sale, from basket to executed payment, as the API returns it. */
    SmartTransaction: {
      /** @description Resource type as lower-case `module.type`, e.g. `smart.transactions`. */
      object: string;
      /** @description Resource identifier, usually with a three-letter prefix such as `STX_`. */
      id: string;
      /** @description Moment the Smart Transaction was created, ISO 8601 with offset. */
      created?: components['schemas']['NullableDateTime'];
      /** @description Moment of the latest change, ISO 8601 with offset. */
      updated?: components['schemas']['NullableDateTime'];
      /** @description Progress of the sale, e.g. `created`, `approved`, `pending`, `ok` or `failed`; expect further values. */
      status?:
        | 'created'
        | 'processing'
        | 'approved'
        | 'pending'
        | 'ok'
        | 'received'
        | 'collection'
        | 'collected'
        | 'shipped'
        | 'failed'
        | 'cancelled'
        | 'aborted'
        | (string & {})
        | null;
      /** @description Merchant that sells the goods and owns this Smart Transaction. */
      merchant?: components['schemas']['SmartTransactionMerchant'];
      /** @description Reference to the General Contract (`GCR_`) under which the sale is processed. */
      contract?: components['schemas']['ProductInstanceUID'];
      /** @description Reference to the contract of the payment provider, if it differs from the merchant's. */
      provider_contract?: components['schemas']['ProductInstanceUID'];
      /** @description Payer data; an empty object at creation lets Smart Checkout ask the payer for the address. */
      customer?: components['schemas']['SmartTransactionCustomer'];
      /** @description Recipient data if the goods go to a different address than the payer's. */
      shipping_address?: components['schemas']['SmartTransactionCustomer'];
      /** @description Payment instrument (`PCT_`) chosen for this sale. */
      container?: components['schemas']['SmartTransactionContainer'];
      /** @description Check-in of the shopper at the store, for point-of-sale transactions. */
      checkin?: components['schemas']['SmartTransactionCheckin'];
      /** @description Your order reference; may appear as the purpose on bank statements. */
      transactionRef?: string | null;
      /** @description Your own reference, for example the shop's customer or order number. */
      merchantRef?: string | null;
      /** @description Reference to the General Store (`STO_`) where the sale takes place. */
      store?: components['schemas']['ProductInstanceUID'];
      /** @description Reference to the Smart Device (`SDV_`) that started the sale. */
      device_source?: components['schemas']['ProductInstanceUID'];
      /** @description Reference to the Smart Device (`SDV_`) that executes the payment, such as a card terminal. */
      device_destination?: components['schemas']['ProductInstanceUID'];
      /** @description Receipt number assigned by the terminal; pass it to `canceltrx` to cancel the sale. */
      receipt_number?: number | null;
      /** @description Lines of the customer's receipt, in print order; the texts are German. */
      receipt?: components['schemas']['ReceiptLine'][];
      /** @description Lines of the receipt copy the merchant keeps, in print order. */
      receipt_merchant?: components['schemas']['ReceiptLine'][];
      /** @description True if the cash register must print the merchant copy as well. */
      receipt_merchant_print?: boolean | null;
      /** @description Total and currency of the basket. */
      basket_info?: components['schemas']['SmartTransactionBasketInfo'];
      /** @description Articles, fees and sub-baskets the payer buys. */
      basket?: components['schemas']['SmartTransactionBasket'];
      /** @description Loyalty cards used in the sale, or requests to issue a new card. */
      idents?: components['schemas']['SmartTransactionIdent'][];
      /** @description Tax rate of the sale as an integer percentage, e.g. 19. */
      tax_rate?: number | null;
      /** @description Tax contained in the total, in minor currency units. */
      tax_amount?: components['schemas']['NullableMoneyAmount'];
      /** @description Label of the cashier or register that handled the sale. */
      cashier?: string | null;
      /** @description Label of the market or branch in which the sale was made. */
      market?: string | null;
      /** @description How the goods reach the payer: shipped or collected in a store. */
      delivery_options?: components['schemas']['SmartTransactionDeliveryOptions'];
      /** @description Free product label attached to the sale. */
      product?: string | null;
      /** @description Numeric transaction code (TA code), as used in the transfer purpose of prepayments. */
      trans_id?: number | null;
      /** @description Method used in prepare or start, such as `creditcard`, `debit` or `prepaid`. */
      payment_method?: string | null;
      /** @description Payments (`PCI_`) created for this sale, plus loyalty postings (`LTX_`); may be absent before payment. */
      transactions?: components['schemas']['PaymentTransaction'][];
      /** @description Last Smart Checkout page the payer saw, e.g. `address_page`. */
      last_visited_page?: string | null;
      /** @description True for test sales; no money is moved. */
      is_demo?: boolean | null;
      /** @description Smart Checkout URL in the older format; prefer `payment_links` where available. */
      checkout_links?: components['schemas']['SmartTransactionCheckoutLinks'];
      /** @description Purpose: `sale` is finished with the payment, `order` is also tracked until delivery. */
      intent?: 'sale' | 'order' | (string & {}) | null;
      /** @description Page to which you must redirect the payer, e.g. for 3-D Secure or PayPal. */
      iframe_url?: string | null;
      /** @description Result of the sale of prepaid vouchers contained in the basket. */
      prepaid_sales?: components['schemas']['SmartTransactionPrepaidSalesDetails'];
      /** @description Mail that is sent when the sale is executed; loyalty cards only. */
      communications?: components['schemas']['SmartTransactionCommunication'];
      /** @description Checkout URL per payment method; only methods enabled for the contract are present. */
      payment_links?: components['schemas']['SmartTransactionPaymentLinks'];
      /** @description Smart Checkout settings such as template, language and return URLs; fixed after creation. */
      application_context?: components['schemas']['SmartTransactionApplicationContext'];
      /** @description Bank account and purpose the payer needs for a transfer, set for prepayment. */
      payment_instructions?: components['schemas']['PaymentInstructions'];
      /** @description Payment options such as automatic capture and the permitted methods. */
      payment_context?: components['schemas']['PaymentContext'];
      /** @description Reference to the subscription created by or linked to this sale. */
      subscription?: components['schemas']['ProductInstanceUID'];
    };
    /** @description Smart Checkout settings of a sale; they cannot be changed after creation. */
    SmartTransactionApplicationContext: {
      /** @description Parts of the checkout that the payer must not edit. */
      locks?: components['schemas']['SmartTransactionApplicationContextLocks'];
      /** @description Pages to return to after the checkout, and the push address. */
      return_urls?: components['schemas']['SmartTransactionApplicationContextReturnUrls'];
      /** @description Texts and options of the embedded checkout page. */
      iframe_opts?: components['schemas']['SmartTransactionApplicationContextIframeOpts'];
      /** @description Shop system and plugin versions, useful for support. */
      shop_details?: components['schemas']['SmartTransactionApplicationContextShopDetails'];
      /** @description Smart Checkout template to use, starting with `COT_`. */
      checkout_template?: string | null;
      /** @description Initial language of Smart Checkout, e.g. `de` or `en`. */
      language?: 'de' | 'en' | (string & {}) | null;
    };
    /** @description Texts and switches of the embedded checkout page. */
    SmartTransactionApplicationContextIframeOpts: {
      /** @description Heading above the payment hint. */
      payment_hint_title?: string | null;
      /** @description Hint for the payer, built from receipt lines. */
      payment_hint?: components['schemas']['ReceiptLine'][];
      /** @description Title of the project or shop on the page. */
      project_title?: string | null;
      /** @description Label of the button that confirms the payment. */
      submit_button_title?: string | null;
      /** @description Label of the button that aborts the checkout. */
      cancel_button_title?: string | null;
      /**
       * @description Locale of the page, e.g. `en_US`; default `de_DE`.
       * @default de_DE
       */
      language?: string | null;
      /** @description Heading above the basket. */
      basket_title?: string | null;
      /**
       * @description If true, the page does not show the disclaimer; default false.
       * @default false
       */
      hide_disclaimer?: boolean | null;
      /**
       * @description If true, the payer already accepted the disclaimer in your shop; default false.
       * @default false
       */
      has_accepted_disclaimer?: boolean | null;
    };
    /** @description Switches that prevent the payer from editing data in Smart Checkout. */
    SmartTransactionApplicationContextLocks: {
      /**
       * @description If true, the payer cannot edit the customer data; default false.
       * @default false
       */
      customer?: boolean | null;
      /** @description If true, the payer cannot edit the delivery address. */
      shipping_address?: boolean | null;
    };
    /** @description URLs for returning from Smart Checkout and for pushes; up to 2000 characters each. */
    SmartTransactionApplicationContextReturnUrls: {
      /** @description Page shown after payment; reaching it proves nothing, so read the status. */
      url_success?: string | null;
      /** @description Page shown if the payer gives up; without it the error page is used. */
      url_abort?: string | null;
      /** @description Page shown after a failed payment or an unrecoverable error. */
      url_error?: string | null;
      /** @description Endpoint for unsigned status pushes; answer 200 and read the object again. */
      url_push?: string | null;
    };
    /** @description Software behind the shop, for support and statistics. */
    SmartTransactionApplicationContextShopDetails: {
      /** @description Product used as shop software. */
      shop_system?: string | null;
      /** @description Version of the shop software. */
      shop_system_version?: string | null;
      /** @description Domain under which the shop is reachable. */
      shop_domain?: string | null;
      /** @description Producer of the payment plugin. */
      plugin_vendor?: string | null;
      /** @description Version of the payment plugin. */
      plugin_version?: string | null;
      /** @description Browser user agent of the payer. */
      user_agent?: string | null;
    };
    /** @description Content of the sale: articles, sub-baskets or subscriptions. */
    SmartTransactionBasket: {
      /** @description Basket lines; their total must match `basket_info.sum`. */
      products?: components['schemas']['SmartTransactionBasketProduct'][];
      /** @description Kind of basket; leave empty for ordinary sales. */
      type?: string | null;
    };
    /** @description Total, tip and currency of the basket. */
    SmartTransactionBasketInfo: {
      /** @description Total to pay in minor currency units; must equal the sum of the basket lines. */
      sum?: components['schemas']['NullableMoneyAmount'];
      /** @description Tip included in the total, in minor currency units. */
      gratuity?: components['schemas']['NullableMoneyAmount'];
      /** @description Three-letter ISO 4217 code, e.g. `EUR`. */
      currency?: components['schemas']['NullableCurrency'];
    };
    /** @description Line of a basket: article, fee, coupon or sub-basket. */
    SmartTransactionBasketProduct: {
      /** @description Number of the line, unique within the basket. */
      id?: number | null;
      /** @description Number of the line to which this one belongs; null on the top level. */
      parent?: number | null;
      /** @description Kind of line; `sub_transaction` and `stakeholder_payment` serve marketplaces. */
      item_type?:
        | 'article'
        | 'coupon'
        | 'sub_transaction'
        | 'stakeholder_payment'
        | 'shipping'
        | 'subscription'
        | (string & {})
        | null;
      /** @description Text of the line as shown to the payer. */
      desc?: string | null;
      /** @description Merchant's article number (SKU); may be null. */
      articleNumber?: string | number | null;
      /** @description Serial number of the POSA card to activate. */
      serialNumber?: string | null;
      /** @description EAN or GTIN; special EANs charge or discharge gift cards. */
      ean?: string | null;
      /** @description Number of pieces. */
      quantity?: number | null;
      /** @description Price of one piece including tax, in minor currency units. */
      priceOne?: components['schemas']['NullableMoneyAmount'];
      /** @description Total of the sub-basket or share, in minor currency units. */
      sum?: components['schemas']['NullableMoneyAmount'];
      /** @description Tax rate as an integer percentage, e.g. 19. */
      tax?: number | null;
      /** @description Your key for the line, unique within the basket. */
      reference_id?: string | null;
      /** @description Contract (`GCR_`) that receives this part of the money. */
      contract_id?: string | null;
      /** @description Product groups of the article. */
      group?: components['schemas']['SmartTransactionBasketProductGroup'][];
      /** @description Lines of a `sub_transaction`; one level of nesting only. */
      sub_basket?: components['schemas']['SmartTransactionSubBasketProduct'][];
      /** @description Payment Plan (`PLN_`) to subscribe to; for `subscription` lines. */
      plan_id?: string | null;
      /** @description Start of the subscription, ISO 8601. */
      start_at?: string | null;
    };
    /** @description Product group of an article. */
    SmartTransactionBasketProductGroup: {
      /** @description Identifier of the product group in your catalogue. */
      id?: string;
      /** @description Label of the product group. */
      desc?: string | null;
      /** @description Depth of the group within your catalogue hierarchy. */
      level?: number | null;
    };
    /** @description Discount line granted by the loyalty programme. */
    SmartTransactionBonusProduct: {
      /** @description Number of the line within the basket. */
      id?: number | null;
      /** @description Serial number of a POSA card. */
      serialNumber?: string | null;
      /** @description Tax rate as an integer percentage, e.g. 19. */
      tax?: number | null;
      /** @description Price of one piece including tax, in minor currency units; negative for discounts. */
      priceOne?: components['schemas']['NullableMoneyAmount'];
      /** @description Number of pieces; always 1 for bonus lines. */
      quantity?: number | null;
      /** @description Text of the line as shown to the payer. */
      desc?: string | null;
      /** @description Merchant's article number (SKU); may be null. */
      articleNumber?: string | null;
      /** @description EAN or GTIN of the line; may be null. */
      ean?: string | null;
    };
    /** @description Return URLs for your own checkout with redirect methods; Smart Checkout ignores them. */
    SmartTransactionCallbackUrls: {
      /** @description Page shown after a successful authorisation; read the Smart Transaction there. */
      success_url?: string;
      /** @description Page shown if the payer fails or aborts the authorisation. */
      failure_url?: string;
    };
    /** @description Check-in of a shopper at a store. */
    SmartTransactionCheckin: {
      /** @description Resource type of the check-in as `module.type`. */
      object?: string;
      /** @description Identifier of the check-in to attach. */
      id?: string;
      /** @description Mail address of the shopper who checked in. */
      email?: string | null;
    };
    /** @description Entry points to Smart Checkout in the older format. */
    SmartTransactionCheckoutLinks: {
      /** @description Smart Checkout start page; redirect the payer to this URL. */
      url_checkout?: string | null;
    };
    /** @description Details for goods that the payer collects in a store. */
    SmartTransactionCollection: {
      /**
       * @description Always `collection`.
       * @constant
       */
      type: 'collection';
      /** @description Time window agreed for the pick-up. */
      scheduled_slot?: components['schemas']['SmartTransactionTimeSlot'];
      /** @description Store (`STO_`) in which the goods are collected. */
      store_id?: string | null;
      /** @description Moment the goods were handed over, ISO 8601; can be reported only once. */
      delivered_at?: string | null;
      /** @description Pick-up code the payer shows in the store. */
      code?: string | null;
    };
    /** @description Mail to be sent with the execution of the sale. */
    SmartTransactionCommunication: {
      /** @description Event that triggers the mail. */
      action_type?: string | null;
      /** @description Identifier of the mail template to use. */
      template_id?: string | null;
    };
    /** @description Payment instrument attached to a Smart Transaction. */
    SmartTransactionContainer: {
      /** @description Type of the linked resource as `module.type`, e.g. `general.contracts`. */
      object?: string;
      /** @description Identifier of the linked resource, e.g. starting with `GCR_` or `PCT_`. */
      id?: string;
      /** @description Kind of instrument, e.g. `bank_account` or `credit_card`. */
      type?: 'bank_account' | 'credit_card' | 'googlepay' | 'applepay' | 'paypal' | (string & {}) | null;
      /** @description Progress of the card network token, if one was requested. */
      token_status?: components['schemas']['PaymentContainerTokenStatus'];
    };
    /** @description Payment instrument, given inline or by the id of a Payment Container. */
    SmartTransactionContainerInput: {
      /** @description Resource type, always `payment.containers`. */
      object?: string;
      /** @description Id of an existing Payment Container (`PCT_…`); nothing else is needed then. */
      id?: string;
      /** @description Id of the merchant (`MRC_…`) the container belongs to. */
      merchant_id?: string;
      customer?: components['schemas']['PaymentContainerCustomerReference'];
      /** @description Id of the Payment Customer (`PCU_…`) the container belongs to. */
      customer_id?: string;
      /**
       * @description Asks the card network for a token for later payments.
       * @default false
       */
      request_token?: boolean;
      /** @description Receives a push when the state of the network token changes. */
      notification_url?: string;
    } & components['schemas']['PaymentInstrument'];
    /** @description Payer or recipient as stored with a Smart Transaction; may be empty until the checkout page has asked for it. */
    SmartTransactionCustomer: {
      /** @description Resource type as lower-case `module.type`, e.g. `smart.transactions`. */
      object?: string;
      /** @description Resource identifier, usually with a three-letter prefix such as `STX_`. */
      id?: string;
      /** @description Moment the customer was stored, ISO 8601 with offset. */
      created?: components['schemas']['NullableDateTime'];
      /** @description Moment the customer was last changed, ISO 8601 with offset. */
      updated?: components['schemas']['NullableDateTime'];
      /** @description Reference to the contract (`GCR_`) the customer belongs to. */
      contract?: components['schemas']['ProductInstanceUID'];
      /** @description Name, address and contact channels of the payer. */
      contact?: components['schemas']['Contact'];
      merchant?: components['schemas']['ProductInstanceUID'];
    };
    /** @description Payer or recipient of a sale: an existing customer or inline contact data. */
    SmartTransactionCustomerInput: {
      /** @description Type of the linked resource as `module.type`, e.g. `general.contracts`. */
      object?: string;
      /** @description Identifier of the linked resource, e.g. starting with `GCR_` or `PCT_`. */
      id?: string;
      /** @description Contact data for a new customer; incomplete data make some payment methods fail. */
      contact?: components['schemas']['Contact'];
    };
    /** @description How the goods reach the buyer; `type` tells which. Without a type it is taken as shipping. */
    SmartTransactionDeliveryOptions:
      components['schemas']['SmartTransactionShipping'] | components['schemas']['SmartTransactionCollection'];
    /** @description Loyalty card used in a sale, or a request to issue one. */
    SmartTransactionIdent: {
      /** @description Resource type, e.g. `smart.idents`. */
      object?: string;
      /** @description Identifier of this ident entry. */
      id?: string;
      /** @description Leading characters by which this kind of ident is recognised. */
      prefix?: string | null;
      /** @description Label of the ident for display. */
      name?: string | null;
      /** @description Use `card` for an existing card or `create_card` to issue a new one. */
      type?: 'card' | 'create_card' | (string & {}) | null;
      /** @description Card number, or the card group ID (`CRG_`) if `type` is `create_card`. */
      value?: string | null;
      /** @description True if the platform accepted the ident. */
      valid?: boolean | null;
      /** @description Merchant card (`MCD_`) found for the ident, with balance and lock state. */
      merchantcard?: components['schemas']['LoyaltyMerchantCard'];
    };
    /** @description Data for creating or updating a Smart Transaction. */
    SmartTransactionInput: {
      /** @description General Merchant (`MRC_`) that sells; normally left out, since the contract decides. */
      merchant?: string | components['schemas']['ProductInstanceUID'];
      /** @description Reference to the payment provider's contract, if it is not the merchant's own. */
      provider_contract?: components['schemas']['ProductInstanceUID'];
      /** @description Your order reference; it may be shown to the payer on the bank statement. */
      transactionRef?: string;
      /** @description Reference for your own use, such as a customer or order number. */
      merchantRef?: string;
      /** @description Items to be paid; send it again with each update, otherwise the basket is removed. */
      basket?: components['schemas']['SmartTransactionBasket'];
      /** @description Total and currency; send it again with each update, otherwise it is reset. */
      basket_info?: components['schemas']['SmartTransactionBasketInfo'];
      /** @description Loyalty cards to use, or requests to issue a new card. */
      idents?: components['schemas']['SmartTransactionIdent'][];
      /** @description Tax contained in the total, in minor currency units. */
      tax_amount?: components['schemas']['MoneyAmount'];
      /** @description Tax rate as an integer percentage, e.g. 19. */
      tax_rate?: number;
      /** @description Label of the market or branch making the sale. */
      market?: string;
      /** @description Label of the cashier or register handling the sale. */
      cashier?: string;
      /** @description Free product label for the sale. */
      product?: string;
      /** @description Smart Device (`SDV_`) that starts the sale; send it only for e-commerce. */
      device_source?: components['schemas']['ProductInstanceUID'];
      /** @description Numeric transaction code (TA code) assigned by the platform. */
      trans_id?: number;
      /** @description General Contract (`GCR_`) to be used for the payment. */
      contract?: components['schemas']['ProductInstanceID'];
      /** @description Smart Checkout page the payer saw last, e.g. `confirmation_page`. */
      last_visited_page?: string;
      /** @description Payer; send complete data or an empty object to let Smart Checkout collect it. */
      customer?: components['schemas']['SmartTransactionCustomerInput'];
      /** @description Recipient, if different from the payer. */
      shipping_address?: components['schemas']['SmartTransactionCustomerInput'];
      /** @description Payment instrument to use, by `PCT_` id or as inline data. */
      container?: components['schemas']['SmartTransactionContainerInput'];
      /** @description Check-in of the shopper to attach to the sale. */
      checkin?: components['schemas']['SmartTransactionCheckin'];
      /** @description Payment method to preselect, e.g. `debit`. */
      payment_method?: string;
      /** @description Set to true for a test sale that moves no money. */
      is_demo?: boolean;
      /** @description Use `sale` for immediate completion or `order` to track delivery too. */
      intent?: 'sale' | 'order' | (string & {});
      /** @description Smart Checkout URL of the sale, in the older format. */
      checkout_links?: components['schemas']['SmartTransactionCheckoutLinks'];
      /** @description Shipping or collection details of the goods. */
      delivery_options?: components['schemas']['SmartTransactionDeliveryOptions'];
      /** @description Mail to send on execution; works with loyalty cards only. */
      communications?: components['schemas']['SmartTransactionCommunication'];
      /** @description Smart Checkout settings; set them at creation, they cannot be changed by an update. */
      application_context?: components['schemas']['SmartTransactionApplicationContext'];
      /** @description Payment options such as automatic capture and permitted methods. */
      payment_context?: components['schemas']['PaymentContext'];
    };
    /** @description A page of Smart Transactions. */
    SmartTransactionList: components['schemas']['ListEnvelope'] & {
      /** @description The Smart Transactions of this page. */
      data: components['schemas']['SmartTransaction'][];
    };
    /** @description Short form of the merchant that owns a sale. */
    SmartTransactionMerchant: {
      /** @description Resource type, e.g. `general.merchants`. */
      object?: string;
      /** @description Identifier of the merchant, starting with `MRC_`. */
      id?: string;
      /** @description Company under which the merchant trades. */
      companyname?: string | null;
    };
    /** @description Page to send the payer to, by payment method; only methods that the contract offers are present. */
    SmartTransactionPaymentLinks: {
      /** @description Page on which the payer picks the method, or the only one offered. */
      general?: string | null;
      /** @description Page to pay by bank transfer in advance. */
      prepaid?: string | null;
      /** @description Page to pay by SEPA direct debit. */
      debit?: string | null;
      /** @description Page to pay by card. */
      creditcard?: string | null;
      /** @description Page to pay after delivery. */
      invoice?: string | null;
      /** @description Page to pay with PayPal. */
      paypal?: string | null;
      /** @description Page to pay with Sofort. */
      sofort?: string | null;
    } & {
      [key: string]: string | null;
    };
    /** @description Result of the loyalty calculation that runs before the payment. */
    SmartTransactionPreTransaction: {
      /** @description Rest still to be paid by another method, in minor currency units; 0 if covered. */
      missing_sum?: components['schemas']['NullableMoneyAmount'];
      /** @description Discount lines to show in the basket; their prices are negative. */
      bonus_products?: components['schemas']['SmartTransactionBonusProduct'][];
    };
    /** @description Result of selling prepaid vouchers with this basket. */
    SmartTransactionPrepaidSalesDetails: {
      /** @description Numeric identifier of the prepaid sale. */
      id?: number | null;
      /** @description State of the prepaid sale, e.g. `request`, `delivered`, `confirmed` or `failed`. */
      status?: string | null;
      /** @description Technical reason if the prepaid sale failed. */
      error_details?: string | null;
    };
    /** @description Data for authorising the payment of a Smart Transaction before it is started. */
    SmartTransactionPrepareInput: {
      /** @description Payer data, if the Smart Transaction does not contain it yet. */
      customer?: components['schemas']['SmartTransactionCustomerInput'];
      /** @description Instrument to authorise, by `PCT_` id or as inline data. */
      container?: components['schemas']['SmartTransactionContainerInput'];
      /** @description Return URLs for methods with a redirect, such as card with 3-D Secure or PayPal. */
      callback_urls?: components['schemas']['SmartTransactionCallbackUrls'];
      /** @description Trading name and city to print on the card statement. */
      dynamic_descriptor?: components['schemas']['DynamicDescriptor'];
      /** @description Mail address of the payer. */
      email?: string;
    };
    /** @description Request body for reporting that goods were shipped or collected. */
    SmartTransactionSetDeliveryInput: {
      /** @description Delivery details; shipping may be reported again per parcel, and omitted fields are removed. */
      delivery_options?: components['schemas']['SmartTransactionDeliveryOptions'];
    };
    /** @description Details for goods that are shipped. */
    SmartTransactionShipping: {
      /**
       * @description Always `shipping`; assumed if left out.
       * @constant
       */
      type?: 'shipping';
      /** @description Moment the parcel was handed to the carrier, ISO 8601. */
      shipped_at?: string | null;
      /** @description Carrier that transports the parcel. */
      shipped_by?: string | null;
      /** @description Tracking code or tracking URL of the parcel. */
      tracking_code?: string | null;
      /** @description Your invoice number for the shipped goods. */
      invoice_number?: string | null;
    };
    /** @description Optional data for starting the payment of a Smart Transaction. */
    SmartTransactionStartInput: {
      /** @description Terminal ID of the card payment; required for `cashless_direct`. */
      tid?: string;
      /** @description Trace number of the terminal payment; required for `cashless_direct`. */
      trace?: number;
      /** @description Brand of the card used at the terminal, e.g. `girocard`; required for `cashless_direct`. */
      cardtype?: 'visa' | 'mastercard' | 'mastercard_debit' | 'maestro' | 'vpay' | 'girocard' | (string & {});
      /** @description Payer data, if the Smart Transaction does not contain it yet. */
      customer?: components['schemas']['SmartTransactionCustomerInput'];
      /** @description Instrument to authorise, by `PCT_` id or as inline data. */
      container?: components['schemas']['SmartTransactionContainerInput'];
      /** @description Return URLs for methods with a redirect, such as card with 3-D Secure or PayPal. */
      callback_urls?: components['schemas']['SmartTransactionCallbackUrls'];
      /** @description Trading name and city to print on the card statement. */
      dynamic_descriptor?: components['schemas']['DynamicDescriptor'];
      /** @description Mail address of the payer. */
      email?: string;
    };
    /** @description Line of a sub-basket; cannot contain further sub-baskets. */
    SmartTransactionSubBasketProduct: {
      /** @description Number of the line, unique within the basket. */
      id?: number | null;
      /** @description Number of the line to which this one belongs; may be null. */
      parent?: number | null;
      /** @description Kind of line; `stakeholder_payment` is a share paid to another contract. */
      item_type?: 'article' | 'coupon' | 'stakeholder_payment' | 'shipping' | (string & {}) | null;
      /** @description Text of the line as shown to the payer. */
      desc?: string | null;
      /** @description Merchant's article number (SKU); may be null. */
      articleNumber?: string | number | null;
      /** @description Serial number of the POSA card to activate. */
      serialNumber?: string | null;
      /** @description EAN or GTIN of the article; may be null. */
      ean?: string | null;
      /** @description Number of pieces. */
      quantity?: number | null;
      /** @description Price of one piece including tax, in minor currency units. */
      priceOne?: components['schemas']['NullableMoneyAmount'];
      /** @description Share of the stakeholder in minor currency units; for `stakeholder_payment` only. */
      sum?: components['schemas']['NullableMoneyAmount'];
      /** @description Tax rate as an integer percentage, e.g. 19. */
      tax?: number | null;
      /** @description Your key for the line, unique within the basket. */
      reference_id?: string | null;
      /** @description Contract (`GCR_`) that receives the share. */
      contract_id?: string | null;
      /** @description Product groups of the article. */
      group?: components['schemas']['SmartTransactionBasketProductGroup'][];
    };
    /** @description Time window for collecting goods. */
    SmartTransactionTimeSlot: {
      /** @description Beginning of the window, ISO 8601. */
      start_date?: string | null;
      /** @description End of the window, ISO 8601. */
      end_date?: string | null;
    };
    /** @description Credentials of an external payment provider, for live and test use. */
    ThirdPartyEnvironment: {
      /** @description Settings for real payments. */
      live?: components['schemas']['ThirdPartyEnvironmentSettings'];
      /** @description Settings for test payments. */
      sandbox?: components['schemas']['ThirdPartyEnvironmentSettings'];
    };
    /** @description Credentials of one environment of an external provider. */
    ThirdPartyEnvironmentSettings: {
      /** @description Client ID issued by the provider; required. */
      client_id: string | null;
    };
  };
  responses: {
    /** @description The caller has no contract for this, or (code 2003) the token has expired. */
    Forbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ProductExceptionPayload'];
      };
    };
    /** @description The payment method is not offered, or the payment could not be authorised or captured. */
    NotAvailable: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ProductExceptionPayload'];
      };
    };
    /** @description There is no such resource, or the caller may not see it. */
    NotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ProductExceptionPayload'];
      };
    };
    /** @description Any other failure, in the same form. */
    OtherError: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ProductExceptionPayload'];
      };
    };
    /** @description Invalid input as well as internal failures; `error` and `code` tell which. Sending it again does not help. */
    ServerError: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ProductExceptionPayload'];
      };
    };
    /** @description The bearer token is missing, unknown or expired. */
    Unauthorized: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ProductExceptionPayload'];
      };
    };
  };
  parameters: {
    /** @description Groups, buckets or sums the matches instead of listing them. */
    aggregate: components['schemas']['Aggregate'];
    /**
     * @description How many items one page may hold. The platform sends 20 when it is left out.
     * @example 20
     */
    count: number;
    /**
     * @description `true` replaces every linked `{object, id}` with the whole object, a field name only that one.
     * @example true
     */
    expand: string;
    /**
     * @description Comma-separated paths to keep in each item (`id,customer.contact.email`); everything else is dropped from the answer.
     * @example id,status,basket_info.sum
     */
    fields: string;
    /** @description `true` adds the field definitions to the answer, `only` returns nothing else. */
    meta: 'true' | 'only';
    /**
     * @description How many matches to skip, counted from zero. Not to be combined with a scroll.
     * @example 0
     */
    offset: number;
    /**
     * @description Name of a search that the platform keeps ready, such as `own` for objects of the caller.
     * @example own
     */
    preset: string;
    /**
     * @description Search expression in Lucene syntax: `path:value` terms with `?` and `*` wildcards, ranges `[low TO high]`, joined by AND, OR, NOT and brackets. Values that come from users must be escaped.
     * @example status:ok AND basket_info.sum:[1000 TO *]
     */
    q: string;
    /**
     * @description Opens a scroll, or prolongs it. Says how long the server keeps it between two pages, as a number with `s`, `m` or `h`.
     * @example 1m
     */
    scroll_expire: string;
    /**
     * @description Fetches the next page of a scroll. Always send the id that came with the latest page.
     * @example c2Nyb2xsLWV4YW1wbGUtMDAwMQ==
     */
    scroll_id: string;
    /**
     * @description Id of the Smart Device (`SDV_…`), or `me` for the device that owns the token.
     * @example me
     */
    smartDeviceId: string;
    /**
     * @description Id of the Smart Transaction (`STX_…`).
     * @example STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4
     */
    smartTransactionId: string;
    /**
     * @description Comma-separated `path:asc` or `path:desc` pairs, the most significant first.
     * @example created:desc,id:asc
     */
    sort: string;
    /** @description Send `1` to have the syntax of `q` checked without searching. */
    validate: 1;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  'smart.transactions.list': {
    parameters: {
      query?: {
        /**
         * @description How many items one page may hold. The platform sends 20 when it is left out.
         * @example 20
         */
        count?: components['parameters']['count'];
        /**
         * @description How many matches to skip, counted from zero. Not to be combined with a scroll.
         * @example 0
         */
        offset?: components['parameters']['offset'];
        /**
         * @description Comma-separated paths to keep in each item (`id,customer.contact.email`); everything else is dropped from the answer.
         * @example id,status,basket_info.sum
         */
        fields?: components['parameters']['fields'];
        /**
         * @description Search expression in Lucene syntax: `path:value` terms with `?` and `*` wildcards, ranges `[low TO high]`, joined by AND, OR, NOT and brackets. Values that come from users must be escaped.
         * @example status:ok AND basket_info.sum:[1000 TO *]
         */
        q?: components['parameters']['q'];
        /**
         * @description Comma-separated `path:asc` or `path:desc` pairs, the most significant first.
         * @example created:desc,id:asc
         */
        sort?: components['parameters']['sort'];
        /** @description Groups, buckets or sums the matches instead of listing them. */
        aggregate?: components['parameters']['aggregate'];
        /** @description `true` adds the field definitions to the answer, `only` returns nothing else. */
        meta?: components['parameters']['meta'];
        /** @description Send `1` to have the syntax of `q` checked without searching. */
        validate?: components['parameters']['validate'];
        /**
         * @description Opens a scroll, or prolongs it. Says how long the server keeps it between two pages, as a number with `s`, `m` or `h`.
         * @example 1m
         */
        scroll_expire?: components['parameters']['scroll_expire'];
        /**
         * @description Fetches the next page of a scroll. Always send the id that came with the latest page.
         * @example c2Nyb2xsLWV4YW1wbGUtMDAwMQ==
         */
        scroll_id?: components['parameters']['scroll_id'];
        /**
         * @description Name of a search that the platform keeps ready, such as `own` for objects of the caller.
         * @example own
         */
        preset?: components['parameters']['preset'];
        /**
         * @description `true` replaces every linked `{object, id}` with the whole object, a field name only that one.
         * @example true
         */
        expand?: components['parameters']['expand'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page of matching Smart Transactions. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SmartTransactionList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      500: components['responses']['ServerError'];
      default: components['responses']['OtherError'];
    };
  };
  'smart.transactions.create': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What is sold, to whom, and how the checkout behaves. */
    requestBody: {
      content: {
        'application/json': components['schemas']['SmartTransactionInput'];
      };
    };
    responses: {
      /** @description The new Smart Transaction, with status `created`. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SmartTransaction'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      500: components['responses']['ServerError'];
      default: components['responses']['OtherError'];
    };
  };
  'smart.transactions.diagnosis': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Device (`SDV_…`), or `me` for the device that owns the token.
         * @example me
         */
        smartDeviceId: components['parameters']['smartDeviceId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The finished run, with the lines to print in `receipt`. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SmartTransaction'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      500: components['responses']['ServerError'];
      default: components['responses']['OtherError'];
    };
  };
  'smart.transactions.endOfDay': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Device (`SDV_…`), or `me` for the device that owns the token.
         * @example me
         */
        smartDeviceId: components['parameters']['smartDeviceId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The finished report, with the lines to print in `receipt`. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SmartTransaction'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      500: components['responses']['ServerError'];
      default: components['responses']['OtherError'];
    };
  };
  'smart.transactions.get': {
    parameters: {
      query?: {
        /**
         * @description `true` replaces every linked `{object, id}` with the whole object, a field name only that one.
         * @example true
         */
        expand?: components['parameters']['expand'];
      };
      header?: never;
      path: {
        /**
         * @description Id of the Smart Transaction (`STX_…`).
         * @example STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4
         */
        smartTransactionId: components['parameters']['smartTransactionId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The Smart Transaction. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SmartTransaction'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      500: components['responses']['ServerError'];
      default: components['responses']['OtherError'];
    };
  };
  'smart.transactions.update': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Transaction (`STX_…`).
         * @example STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4
         */
        smartTransactionId: components['parameters']['smartTransactionId'];
      };
      cookie?: never;
    };
    /** @description The complete new data, basket included. */
    requestBody: {
      content: {
        'application/json': components['schemas']['SmartTransactionInput'];
      };
    };
    responses: {
      /** @description The Smart Transaction with its new data. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SmartTransaction'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      500: components['responses']['ServerError'];
      default: components['responses']['OtherError'];
    };
  };
  'smart.transactions.abort': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Transaction (`STX_…`).
         * @example STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4
         */
        smartTransactionId: components['parameters']['smartTransactionId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The Smart Transaction, now `aborted`. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SmartTransaction'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      500: components['responses']['ServerError'];
      default: components['responses']['OtherError'];
    };
  };
  'smart.transactions.cancel': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Transaction (`STX_…`).
         * @example STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4
         */
        smartTransactionId: components['parameters']['smartTransactionId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The Smart Transaction, now `cancelled`. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SmartTransaction'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      500: components['responses']['ServerError'];
      default: components['responses']['OtherError'];
    };
  };
  'smart.transactions.cancelTrx': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The receipt number that the terminal printed (`receipt_number`), not an `STX_` id.
         * @example 3
         */
        smartTransactionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The Smart Transaction, now `cancelled`. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SmartTransaction'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      500: components['responses']['ServerError'];
      default: components['responses']['OtherError'];
    };
  };
  'smart.transactions.preTransaction': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Transaction (`STX_…`).
         * @example STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4
         */
        smartTransactionId: components['parameters']['smartTransactionId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What remains to be paid, and the bonus lines. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SmartTransactionPreTransaction'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      500: components['responses']['ServerError'];
      default: components['responses']['OtherError'];
    };
  };
  'smart.transactions.prepare': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Transaction (`STX_…`).
         * @example STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4
         */
        smartTransactionId: components['parameters']['smartTransactionId'];
        /**
         * @description How to pay. `creditcard` also stands for Google Pay and Apple Pay.
         * @example debit
         */
        paymentMethod:
          | 'creditcard'
          | 'debit'
          | 'eps'
          | 'easycredit'
          | 'giropay'
          | 'invoice'
          | 'paypal'
          | 'prepaid'
          | 'sofort'
          | (string & {});
      };
      cookie?: never;
    };
    /** @description Payer and payment instrument, unless the Smart Transaction has them already. */
    requestBody?: {
      content: {
        'application/json': components['schemas']['SmartTransactionPrepareInput'];
      };
    };
    responses: {
      /** @description The Smart Transaction, `approved` or waiting for the payer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SmartTransaction'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['NotAvailable'];
      500: components['responses']['ServerError'];
      default: components['responses']['OtherError'];
    };
  };
  'smart.transactions.setDelivery': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Transaction (`STX_…`).
         * @example STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4
         */
        smartTransactionId: components['parameters']['smartTransactionId'];
      };
      cookie?: never;
    };
    /** @description How the goods went out. */
    requestBody: {
      content: {
        'application/json': components['schemas']['SmartTransactionSetDeliveryInput'];
      };
    };
    responses: {
      /** @description The Smart Transaction with its delivery. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SmartTransaction'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      500: components['responses']['ServerError'];
      default: components['responses']['OtherError'];
    };
  };
  'smart.transactions.startPrepared': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Transaction (`STX_…`).
         * @example STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4
         */
        smartTransactionId: components['parameters']['smartTransactionId'];
      };
      cookie?: never;
    };
    /** @description Usually empty. */
    requestBody?: {
      content: {
        'application/json': components['schemas']['SmartTransactionStartInput'];
      };
    };
    responses: {
      /** @description The Smart Transaction, `ok`, `pending`, `received` or `collection`. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SmartTransaction'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['NotAvailable'];
      500: components['responses']['ServerError'];
      default: components['responses']['OtherError'];
    };
  };
  'smart.transactions.start': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the Smart Transaction (`STX_…`).
         * @example STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4
         */
        smartTransactionId: components['parameters']['smartTransactionId'];
        /**
         * @description How to pay. `cashless_direct` needs `tid`, `trace` and `cardtype` in the body.
         * @example prepaid
         */
        paymentMethod:
          | 'cash'
          | 'cashless'
          | 'debit'
          | 'invoice'
          | 'loyalty'
          | 'prepaid'
          | 'cashless_direct'
          | 'ccload'
          | (string & {});
      };
      cookie?: never;
    };
    /** @description Payer and payment instrument, unless the Smart Transaction has them already. */
    requestBody?: {
      content: {
        'application/json': components['schemas']['SmartTransactionStartInput'];
      };
    };
    responses: {
      /** @description The Smart Transaction, `ok`, `pending`, `received` or `collection`. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SmartTransaction'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['NotAvailable'];
      500: components['responses']['ServerError'];
      default: components['responses']['OtherError'];
    };
  };
  'smart.transactions.updatePaymentContainer': {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the subscription, despite the path it sits on.
         * @example SUB_3K7PXW2N5D1M8Q4R6T9VZ0Y2B5C8E1
         */
        subscriptionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A new Smart Transaction for the authorisation. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SmartTransaction'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      500: components['responses']['ServerError'];
      default: components['responses']['OtherError'];
    };
  };
}
