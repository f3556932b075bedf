<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BottomLine</name>
    <message numerus="yes">
        <source>%Ln other</source>
        <translation>
            <numerusform>%Ln other</numerusform>
            <numerusform>%Ln other</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln date(s)</source>
        <translation>
            <numerusform>%Ln date</numerusform>
            <numerusform>%Ln dates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln figure(s)</source>
        <translation>
            <numerusform>%Ln figure</numerusform>
            <numerusform>%Ln figures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln person(s)</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln organisation(s)</source>
        <translation>
            <numerusform>%Ln organisation</numerusform>
            <numerusform>%Ln organisations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s)</source>
        <translation>
            <numerusform>%Ln place</numerusform>
            <numerusform>%Ln places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln s left</source>
        <translation>
            <numerusform>%Ln s left</numerusform>
            <numerusform>%Ln s left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln min left</source>
        <translation>
            <numerusform>%Ln min left</numerusform>
            <numerusform>%Ln min left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saving %Ln change(s)…</source>
        <translation>
            <numerusform>Saving %Ln change…</numerusform>
            <numerusform>Saving %Ln changes…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln h left</source>
        <translation>
            <numerusform>%Ln h left</numerusform>
            <numerusform>%Ln h left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictsModel</name>
    <message numerus="yes">
        <source>%Ln article(s)</source>
        <translation>
            <numerusform>%Ln article</numerusform>
            <numerusform>%Ln articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeleteLabelDialog</name>
    <message numerus="yes">
        <source>%Ln annotation(s) of the project are {name}. What shall become of them?</source>
        <translation>
            <numerusform>%Ln annotation of the project is {name}. What shall become of it?</numerusform>
            <numerusform>%Ln annotations of the project are {name}. What shall become of them?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EqualPanel</name>
    <message numerus="yes">
        <source>%Ln place(s) in this article</source>
        <translation>
            <numerusform>%Ln place in this article</numerusform>
            <numerusform>%Ln places in this article</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{where} · %Ln done already</source>
        <translation>
            <numerusform>{where} · %Ln done already</numerusform>
            <numerusform>{where} · %Ln done already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %Ln place(s)</source>
        <translation>
            <numerusform>Reject %Ln place</numerusform>
            <numerusform>Reject %Ln places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark %Ln place(s)</source>
        <translation>
            <numerusform>Mark %Ln place</numerusform>
            <numerusform>Mark %Ln places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s)</source>
        <translation>
            <numerusform>%Ln place</numerusform>
            <numerusform>%Ln places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln article(s)</source>
        <translation>
            <numerusform>%Ln article</numerusform>
            <numerusform>%Ln articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FiguresDialog</name>
    <message numerus="yes">
        <source>%Ln figure(s)</source>
        <translation>
            <numerusform>%Ln figure</numerusform>
            <numerusform>%Ln figures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) copied</source>
        <translation>
            <numerusform>%Ln row copied</numerusform>
            <numerusform>%Ln rows copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LabelRows</name>
    <message numerus="yes">
        <source>%Ln annotation(s)</source>
        <translation>
            <numerusform>%Ln annotation</numerusform>
            <numerusform>%Ln annotations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LabelsDialog</name>
    <message numerus="yes">
        <source>With Save, %Ln annotation(s) will be removed; Undo brings them back.</source>
        <translation>
            <numerusform>With Save, %Ln annotation will be removed; Undo brings them back.</numerusform>
            <numerusform>With Save, %Ln annotations will be removed; Undo brings them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) stay at the end: they have annotations, and no other name here.</source>
        <translation>
            <numerusform>%Ln label stays at the end: it has annotations, and no other name here.</numerusform>
            <numerusform>%Ln labels stay at the end: they have annotations, and no other name here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RelationList</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message numerus="yes">
        <source>%Ln change(s) are not saved yet, because another program is writing to {project}. They are tried again all the time; wait until that program is done, or close it.</source>
        <translation>
            <numerusform>%Ln change is not saved yet, because another program is writing to {project}. It is tried again all the time; wait until that program is done, or close it.</numerusform>
            <numerusform>%Ln changes are not saved yet, because another program is writing to {project}. They are tried again all the time; wait until that program is done, or close it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message numerus="yes">
        <source>%Ln article(s)</source>
        <translation>
            <numerusform>%Ln article</numerusform>
            <numerusform>%Ln articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message numerus="yes">
        <source>%Ln in the article</source>
        <translation>
            <numerusform>%Ln in the article</numerusform>
            <numerusform>%Ln in the article</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Steps</name>
    <message numerus="yes">
        <source>%Ln article(s)</source>
        <translation>
            <numerusform>%Ln article</numerusform>
            <numerusform>%Ln articles</numerusform>
        </translation>
    </message>
</context>
</TS>
