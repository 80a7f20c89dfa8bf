"""The least that a bot of this kind is made of: PTB, SQLAlchemy Core and a YAML file."""

import logging
import os
import sys
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, select
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

metadata = MetaData()
duties = Table("duties", metadata, Column("id", Integer, primary_key=True), Column("t", String))


async def answer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer anything."""
    if update.effective_message:
        await update.effective_message.reply_text("ok")


def main() -> None:
    """Read the plan, open the database, poll."""
    logging.basicConfig(level=logging.WARNING)
    text = Path(sys.argv[1]).read_text("utf-8")
    yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  # a safe one
    engine = create_engine("sqlite:///bare.db")
    metadata.create_all(engine)
    with engine.begin() as tx:
        tx.execute(select(duties)).all()
    builder: Any = Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"]).job_queue(None)
    app = builder.base_url(os.environ["TELEGRAM_API_URL"] + "/bot").build()
    app.add_handler(MessageHandler(filters.ALL, answer))
    app.run_polling()


if __name__ == "__main__":
    main()
